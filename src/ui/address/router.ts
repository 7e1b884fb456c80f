import { type ReadonlySignal, signal } from '@preact/signals';
import { afterFrame } from '../../lazy/after-frame.ts';
import { isSharedLink, pageEntry, sharedSearch } from './page-entry.ts';
import { hrefTo, parseRoute, type Route } from './routes.ts';

export interface Router {
  readonly route: ReadonlySignal<Route>;
  readonly go: (route: Route, how?: 'replace') => void;
}

export function createRouter(): Router {
  const route = signal(parseRoute(location.hash));
  let write: (() => void) | undefined;
  const flush = () => {
    write?.();
    write = undefined;
  };
  // Fired by Back, Forward, links to a fragment and an edited address alike.
  addEventListener('popstate', () => {
    write = undefined;
    route.value = parseRoute(location.hash);
  });
  return {
    route,
    // The signal changes in the same task: waiting for the event would cost a frame at every question. The address follows the
    // frame that shows it: writing one takes a slow phone as long as drawing a question.
    go: (to, how) => {
      flush();
      write = () => history[how === 'replace' ? 'replaceState' : 'pushState'](null, '', beforeHash() + hrefTo(to));
      afterFrame(flush);
      route.value = to;
    },
  };
}

/** Nothing, but where the address is that of a shared link. */
function beforeHash(): string {
  const entry = isSharedLink() && pageEntry();
  return entry ? `/${sharedSearch(entry)}` : '';
}
