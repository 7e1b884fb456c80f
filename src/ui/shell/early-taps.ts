import { isClosedOn } from '../../core/survey/closing.ts';
import { dayOf } from '../../wire/day.ts';
import { whereStored } from '../address/day-address.ts';
import { isOpening } from '../address/routes.ts';

/*
 * What is done on the page before its code has come. `keepTaps` runs before the first picture, `rememberTaps` after it, both from the
 * page itself; the others come with the code. Between them stand two attributes of the document, `data-early-tap` (Commencer was
 * tapped) and `data-ready` (taps are handled), and `aria-busy` on the button or link that waits.
 */

const page = document.documentElement;

/** Marks the button that is tapped, until `rememberTaps` does what it asks for. */
export function keepTaps(): void {
  window.onclick = ({ target }) =>
    target instanceof Element && target.closest('button')?.setAttribute('aria-busy', 'true');
}

/** Listens to taps until the code has come. `isOfReference` when the address asks for the survey and language of the page. */
export function rememberTaps(isOfReference: boolean): void {
  const remember = (event: MouseEvent) => {
    if (page.hasAttribute('data-ready')) return removeEventListener('click', remember, true);
    const { target } = event;
    const hasBegun = page.hasAttribute('data-early-tap');
    // From the opening a link leads on by itself: the code reads where to. From the first question it would leave its answer behind.
    const tapped = target instanceof Element && target.closest(hasBegun ? 'button, a' : 'button');
    // What says that the code was lost has a button that works without it.
    if (!tapped || tapped.matches('.cut *')) return;
    event.preventDefault();
    if (!hasBegun && tapped.matches('.begin')) {
      page.setAttribute('data-early-tap', '');
      if (isOfReference && showFirstQuestion()) return;
    }
    document.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
    tapped.setAttribute('aria-busy', 'true');
  };
  addEventListener('click', remember, true);
  if (!page.hasAttribute('data-ready')) doWaitingTap(page);
}

/** Clicks the button that `keepTaps` or `rememberTaps` has marked. */
function doWaitingTap(root: Element): void {
  window.onclick = null;
  const waiting = root.querySelector<HTMLElement>('[aria-busy]');
  waiting?.removeAttribute('aria-busy');
  waiting?.click();
}

const KEPT = 'barometre-early';

/** Restores after a reload what was chosen on the first question before the code came. A lost file may ask for a reload. */
export function keepOverReload(isOfReference: boolean): void {
  const kept = whereStored(() => sessionStorage.getItem(KEPT));
  const forget = () => whereStored(() => sessionStorage.removeItem(KEPT));
  forget();
  // The code takes over what it finds; where it was here first, it has done so.
  if (kept && isOfReference && !page.hasAttribute('data-ready')) restore(kept);
  addEventListener('pagehide', () => {
    if (!page.hasAttribute('data-ready')) keepEarlyAnswer();
  });
  addEventListener('pageshow', ({ persisted }) => persisted && forget());
}

/** Keeps the first question, and what is chosen there, for the page that is loaded next in this tab. */
export function keepEarlyAnswer(): void {
  if (!page.hasAttribute('data-early-tap')) return;
  const { name, value } = earlyAnswer(document.body) ?? {};
  whereStored(() => sessionStorage.setItem(KEPT, JSON.stringify([name, value])));
}

function restore(kept: string): void {
  page.setAttribute('data-early-tap', '');
  if (!showFirstQuestion()) {
    forgetEarlyTaps();
    return;
  }
  const [name, value]: readonly unknown[] = JSON.parse(kept);
  for (const input of document.querySelectorAll<HTMLInputElement>('form input'))
    if (input.name === name && input.value === value) input.checked = true;
}

/** The first question, whose choices need no code. `false` where none came with the page, or none may be begun. */
function showFirstQuestion(): boolean {
  const first = document.querySelector<HTMLTemplateElement>('#first-question');
  if (!first || !isOpening(location.hash) || isClosedOn(first.dataset, dayOf(new Date()))) return false;
  document.querySelector('#app')?.replaceChildren(first.content.cloneNode(true));
  scrollTo(0, 0);
  document.querySelector('h1')?.focus({ preventScroll: true });
  return true;
}

/** Commencer was tapped on the opening that came with the page. */
export function hasBegunEarly(): boolean {
  return page.hasAttribute('data-early-tap') && isOpening(location.hash);
}

/** The choice made on the first question of the page, by the browser alone: its name is the item's, its value the option's. */
export function earlyAnswer(root: Element): HTMLInputElement | null {
  return root.querySelector<HTMLInputElement>('form :checked');
}

export function forgetEarlyTaps(): void {
  page.removeAttribute('data-early-tap');
}

/** From now on taps are handled. The last of those before is done now. */
export function doEarlyTap(): void {
  forgetEarlyTaps();
  page.setAttribute('data-ready', '');
  doWaitingTap(page);
}

/** The next tap, whatever it is on. */
export function tapped(): Promise<unknown> {
  return new Promise((resolve) => addEventListener('click', resolve, { once: true }));
}
