import { daySearch } from './ui/address/day-address.ts';
import { readAsked } from './ui/address/link.ts';
import { siteSurveys } from './ui/address/site-surveys.ts';
import { ignoreSecondHalves } from './ui/elements/double-tap.ts';
import { keepOverReload, rememberTaps } from './ui/shell/early-taps.ts';
import { watchEntry } from './ui/shell/lost-entry.ts';

/* Compiled by the build into the head of the page: it runs before anything else is fetched. */

const entries = siteSurveys();
const query = new URLSearchParams(daySearch() ?? location.search);
const { entry, language } = readAsked(query, entries);
if (entry) fetchAhead(`/surveys/${entry.id}/${entry.revision}.${language}.json`);
if (entry) nameManifest(`/surveys/${entry.id}/manifest.${language}.webmanifest`);
// On a shared tablet nobody begins before its day screen is there.
if (query.get('mode') === 'field') document.documentElement.dataset.tablet = '';
ignoreSecondHalves();
const isOfReference = entry === entries[0] && language === entry?.languages[0];
rememberTaps(isOfReference);
keepOverReload(isOfReference);
watchEntry(language);

/** What one would install is the survey on screen. */
function nameManifest(href: string): void {
  document.querySelector('[rel=manifest]')?.setAttribute('href', href);
}

/** The survey that the address asks for, in its language, comes while the code does. */
function fetchAhead(href: string): void {
  const link = { rel: 'preload', as: 'fetch', crossOrigin: '', href };
  document.head.append(Object.assign(document.createElement('link'), link));
}
