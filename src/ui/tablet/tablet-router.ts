import { signal } from '@preact/signals';
import { afterFrame } from '../../lazy/after-frame.ts';
import type { Router } from '../address/router.ts';
import { parseRoute, type Route } from '../address/routes.ts';

const HOME: Route = { screen: 'field' };

interface TabletRouterOptions {
  /** Whether the person in front of the screen may be left without a word. */
  readonly mayLeave: () => boolean;
  /** They would be left: by Back, by a link, or by what asked for the day screen. */
  readonly onHeld: () => void;
}

/** As others, and it knows when somebody is left all the same. */
export interface TabletRouter extends Router {
  readonly goHome: () => void;
  readonly stop: () => void;
}

/**
 * Where a shared tablet is. The address never says it: which questions one met tells what one answered, and the browser keeps
 * addresses. Each entry of the history is a number that means something to this page and this person alone; whatever else one
 * comes to, by Back, Forward, a link or a tab that was restored, leaves the screen as it is.
 */
export function createTabletRouter({ mayLeave, onHeld }: TabletRouterOptions): TabletRouter {
  const route = signal(HOME);
  let places: Route[] = [HOME];
  let at = 0;
  let person = newPerson();
  const stopped = new AbortController();
  const { signal: until } = stopped;
  const hurry = watchHurry(until);

  // The browser lists the entries of its history by their titles: only the one on screen says which question it is.
  const plain = document.title;
  const address = () => `${location.pathname}${location.search}`;
  const entry = () => ({ person, at });
  const mark = () => history.replaceState(entry(), '', address());

  function step(to: Route): void {
    at++;
    document.title = plain;
    places = [...places.slice(0, at), to];
    history.pushState(entry(), '', address());
    route.value = to;
  }

  function goHome(): void {
    const back = at;
    document.title = plain;
    places = [HOME];
    at = 0;
    person = newPerson();
    route.value = HOME;
    // The steps of the person before then lie ahead, where they mean nothing, and go with the first step of the next.
    if (back > 0) history.go(-back);
    else mark();
  }

  function go(to: Route, how?: 'replace'): void {
    hurry.arrived();
    if (to.screen === 'field') {
      if (mayLeave()) goHome();
      else onHeld();
    } else if (how === 'replace') {
      places[at] = to;
      mark();
      route.value = to;
    } else step(to);
  }

  addEventListener(
    'popstate',
    ({ state }: PopStateEvent) => {
      const there = isEntry(state) && state.person === person ? places[state.at] : undefined;
      if (!there) return mark();
      at = state.at;
      if (there.screen !== 'field') route.value = there;
      else if (mayLeave()) goHome();
      else {
        // Back to where one was: the day screen is one step behind it, as before.
        step(route.peek());
        onHeld();
      }
    },
    { signal: until },
  );
  watchLinks(until, (to, event) => {
    if (to.screen === 'field' && hurry.isHurried(event)) return;
    // Back from the rescue file, which is the surveyor's and no respondent's.
    go(route.peek().screen === 'rescue' && to.screen === 'opening' ? HOME : to);
  });
  // The file that another application has shared comes in here too.
  const asked = parseRoute(location.hash);
  mark();
  if (asked.screen === 'rescue') step(asked);
  return { route, go, goHome, stop: () => stopped.abort() };
}

/** Links are written for addresses. */
function watchLinks(until: AbortSignal, follow: (to: Route, event: MouseEvent) => void): void {
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (!link || event.defaultPrevented) return;
      event.preventDefault();
      follow(parseRoute(link.getAttribute('href') ?? ''), event);
    },
    { signal: until },
  );
}

/** A history entry of an earlier load of this page is ignored. */
function newPerson(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0]);
}

function isEntry(state: unknown): state is { readonly person: string; readonly at: number } {
  return typeof state === 'object' && state !== null && 'person' in state && 'at' in state;
}

/** Two taps within this distance are in the same place, in CSS pixels. */
const SAME_PLACE = 48;
/** A second tap within this time comes before the new screen is noticed, in milliseconds. */
const UNSEEN = 1500;

/**
 * Suppresses an impatient second tap on *Terminer*, which would hit what comes in its place: on the card of a shared tablet
 * it is the way to the next person, and the card would be gone unseen, with its receipt code, which is nowhere else.
 */
function watchHurry(signal: AbortSignal) {
  let last: MouseEvent | undefined;
  let led: MouseEvent | undefined;
  let seenAt = 0;
  const note = (event: MouseEvent) => {
    last = event;
  };
  addEventListener('click', note, { capture: true, signal });
  return {
    /** Notes that the last tap, if any, led here. */
    arrived() {
      led = last;
      seenAt = Number.POSITIVE_INFINITY;
      afterFrame(() => {
        seenAt = performance.now();
      });
    },
    /** A key, or a script, presses no place. */
    isHurried({ detail, clientX, clientY }: MouseEvent): boolean {
      if (!led || led.detail === 0 || detail === 0) return false;
      const isSamePlace = Math.hypot(clientX - led.clientX, clientY - led.clientY) < SAME_PLACE;
      return isSamePlace && performance.now() < seenAt + UNSEEN;
    },
  };
}
