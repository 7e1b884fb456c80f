import { uiLanguageFor } from './core/ui-language.ts';
import type { OpenedDevice } from './device/port/device.ts';
import { loadCode } from './late/load-code.ts';

/*
 * Loaded when the address leads to the results: requests all code and data of that page at once, while the survey is loaded and the
 * database is opened. What draws the page asks for the same files, and finds them there.
 */

const elsewhere = loadCode(() => import('./ui/shell/elsewhere.tsx'));
void loadCode(() => import('./device/asking/published-shelf.ts'));
void loadCode(() => import('./ui/screens/results/results-page.tsx'));
void loadCode(() => import('./ui/presentation/fetch-presentation.ts'));
if (/^#.results./.test(location.hash)) void loadCode(() => import('./ui/screens/results/inner-pages.tsx'));

/** `languages`: those of the survey. */
export async function startResults(
  device: OpenedDevice,
  survey: string,
  language: string,
  languages: readonly string[],
): Promise<void> {
  if (uiLanguageFor(language, languages) === 'en') {
    void loadCode(() => import('./ui/words/en/results.ts'));
    void loadCode(() => import('./ui/words/en/past.ts'));
  } else {
    void loadCode(() => import('./ui/words/fr/results.ts'));
    void loadCode(() => import('./ui/words/fr/past.ts'));
  }
  (await elsewhere)?.fetchResultsAhead(device, survey, language);
}
