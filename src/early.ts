import { daySearch } from './ui/address/day-address.ts';
import { languageAmong } from './ui/address/link.ts';
import { isMadeFor, pageEntry } from './ui/address/page-entry.ts';
import { surveyFile } from './ui/address/survey-files.ts';
import { ignoreSecondHalves } from './ui/shell/double-tap.ts';
import { keepOverReload, rememberTaps } from './ui/shell/early-taps.ts';
import { watchEntry } from './ui/shell/lost-entry.ts';

/* Compiled by the build into the head of the page: it runs before anything else is fetched. */

/** The address of the script of `results-ahead.ts`, which the build writes; empty in the dev server. */
declare const RESULTS_AHEAD: string;

const page = document.documentElement;
const query = new URLSearchParams(daySearch() ?? location.search);
const entry = pageEntry();
const isAsked = isMadeFor(entry, query.get('s') ?? undefined);
const language = languageAmong(entry?.languages ?? [], query.get('lang') ?? page.lang);
if (isAsked) fetchAhead(surveyFile(entry.id, `${entry.revision}.${language}.json`));
// Trusted Types allow no script element with an address.
if (RESULTS_AHEAD && /^#.results/.test(location.hash)) import(/* @vite-ignore */ RESULTS_AHEAD).catch(unlessLost);
// On a shared tablet an interview cannot begin before the day screen is shown.
if (query.get('mode') === 'field') page.dataset.tablet = '';
ignoreSecondHalves();
// A page that was kept may be in another language than the one that is asked for now.
const isShown = isAsked && language === page.lang;
rememberTaps(isShown);
keepOverReload(isShown);
watchEntry(language);

/** A script that did not come is no fault: what needs the files asks for them. */
function unlessLost(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}

/** The survey comes while the code does. */
function fetchAhead(href: string): void {
  const link = { rel: 'preload', as: 'fetch', crossOrigin: '', href };
  document.head.append(Object.assign(document.createElement('link'), link));
}
