import { daySearch } from './ui/address/day-address.ts';
import { languageAmong } from './ui/address/link.ts';
import { isMadeFor, pageEntry } from './ui/address/page-entry.ts';
import { surveyFile } from './ui/address/survey-files.ts';
import { showDrawn } from './ui/screens/results/drawn-ahead.ts';

/*
 * A separate script, which the head of the page loads when the address leads to the results. It requests all code and data of that
 * page while the app itself still comes: what draws the page asks for the same files, and finds them in the browser's cache.
 */

/** Addresses of code and styles, which the build writes: of the index, of the pages that it leads to, and of other languages than French. */
declare const INDEX: readonly string[];
declare const INNER: readonly string[];
declare const OTHERS: readonly string[];

/** How long the other files wait for the drawn page, in milliseconds. */
const PATIENCE = 1000;

const query = new URLSearchParams(daySearch() ?? location.search);
const entry = pageEntry();
// Where a worker has all of it, nothing needs to be fetched.
if (isMadeFor(entry, query.get('s') ?? undefined) && !navigator.serviceWorker?.controller) {
  const language = languageAmong(entry.languages, query.get('lang'));
  const isIndex = /^#.results$/.test(location.hash) && query.get('mode') !== 'field';
  // Named once: the build writes the whole list at each use.
  const index = INDEX;
  const styles = index.filter((file) => file.endsWith('.css'));
  // Alone, so that on a slow network it waits for nothing else; but the rest does not wait for an endpoint that has yet to draw it.
  const drawn = isIndex && showDrawn(`/api/results/${entry.id}/front?lang=${language}`, styles);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const data = ['results', 'origins', 'earlier', 'past', `texts.${language}`, `presentation.${language}`];
  const files = [
    ...index,
    ...(language === 'fr' ? [] : OTHERS),
    ...data.map((name) => surveyFile(entry.id, `${name}.json`)),
    ...(/^#.results./.test(location.hash) ? INNER : []),
  ];
  void Promise.race([drawn, late]).then(() => document.head.append(...files.map(preloadLink)));
}

/** As what it will be asked for: the code of late chunks is fetched before it is imported (src/lazy/import-lazy.ts). */
function preloadLink(href: string): HTMLLinkElement {
  const how = href.endsWith('.css') ? { as: 'style' } : { as: 'fetch', crossOrigin: '' };
  const link = Object.assign(document.createElement('link'), { rel: 'preload', href, ...how });
  // What asks for a file next gets its preload, even one that failed long ago: this asks first.
  link.onerror = () => void fetch(href).catch(unlessLost);
  return link;
}

/** Ignores a file that did not come: the code that needs it fetches it again. */
function unlessLost(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}
