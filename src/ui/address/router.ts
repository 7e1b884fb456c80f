import { type ReadonlySignal, signal } from '@preact/signals';
import { hrefTo, parseRoute, type Route } from './routes.ts';

export interface Router {
  readonly route: ReadonlySignal<Route>;
  readonly go: (route: Route, how?: 'replace') => void;
}

export function createRouter(): Router {
  const route = signal(parseRoute(location.hash));
  // Fired by Back, Forward, links to a fragment and an edited address alike.
  addEventListener('popstate', () => {
    route.value = parseRoute(location.hash);
  });
  return {
    route,
    // The signal changes in the same task: waiting for the event would cost a frame at every question.
    go: (to, how) => {
      if (how === 'replace') history.replaceState(null, '', hrefTo(to));
      else history.pushState(null, '', hrefTo(to));
      route.value = to;
    },
  };
}
