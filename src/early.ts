import { daySearch } from './ui/address/day-address.ts';
import { keepTaps } from './ui/shell/early-taps.ts';

/*
 * Compiled by the build into the head of the page, where it holds up the first picture. So it is only what must come before that:
 * `after-picture.ts`, at the end of the page, does the rest.
 */

/** The address of the script of `results-ahead.ts`, which the build writes; empty in the dev server. */
declare const RESULTS_AHEAD: string;

keepTaps();
// On a shared tablet an interview cannot begin before the day screen is shown.
if (new URLSearchParams(daySearch() ?? location.search).get('mode') === 'field')
  document.documentElement.dataset.tablet = '';
// Trusted Types allow no script element with an address.
if (RESULTS_AHEAD && /^#.results/.test(location.hash)) import(/* @vite-ignore */ RESULTS_AHEAD).catch(unlessLost);

/** A script that did not come is no fault: what needs the files asks for them. */
function unlessLost(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}
