import { readAsked } from './ui/address/link.ts';
import { siteSurveys } from './ui/address/site-surveys.ts';
import { ignoreSecondHalves } from './ui/elements/double-tap.ts';
import { rememberTaps } from './ui/shell/early-taps.ts';

/* Compiled by the build into the head of the page: it runs before anything else is fetched. */

const entries = siteSurveys();
const { entry, language } = readAsked(new URLSearchParams(location.search), entries);
if (entry) fetchAhead(`/surveys/${entry.id}/${entry.revision}.${language}.json`);
ignoreSecondHalves();
rememberTaps(entry === entries[0] && language === entry?.languages[0]);

/** The survey that the address asks for, in its language, comes while the code does. */
function fetchAhead(href: string): void {
  const link = { rel: 'preload', as: 'fetch', crossOrigin: '', href };
  document.head.append(Object.assign(document.createElement('link'), link));
}
