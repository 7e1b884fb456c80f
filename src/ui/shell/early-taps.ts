import { parseRoute } from '../address/routes.ts';

/* What was done on the page before its code came; the other half is the script in index.html. */

const page = document.documentElement;

/** Commencer was tapped on the opening that came with the page. */
export function hasBegunEarly(): boolean {
  return page.hasAttribute('data-early-tap') && parseRoute(location.hash).screen === 'opening';
}

/** An answer chosen on the first question of the page, by the browser alone. */
export function earlyAnswer(root: Element): { readonly item: string; readonly option: string } | undefined {
  const chosen = root.querySelector<HTMLInputElement>('form :checked');
  return chosen ? { item: chosen.name, option: chosen.value } : undefined;
}

export function forgetEarlyTaps(): void {
  page.removeAttribute('data-early-tap');
}

/** From now on taps are handled. The last of those before is done now. */
export function doEarlyTap(root: Element): void {
  forgetEarlyTaps();
  page.setAttribute('data-ready', '');
  const waiting = root.querySelector<HTMLElement>('[aria-busy]');
  waiting?.removeAttribute('aria-busy');
  waiting?.click();
}

/** The next tap, whatever it is on. */
export function tapped(): Promise<unknown> {
  return new Promise((resolve) => addEventListener('click', resolve, { once: true }));
}
