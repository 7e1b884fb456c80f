import type { OpenedDevice } from './device/port/device.ts';
import { loadCode } from './late/load-code.ts';

/*
 * Loaded when the address leads to the results: requests all code and data of that page at once, while the survey is loaded and the
 * database is opened. What draws the page asks for the same files, and finds them there.
 */

const elsewhere = loadCode(() => import('./ui/shell/elsewhere.tsx'));
void loadCode(() => import('./device/asking/published-shelf.ts'));
void loadCode(() => import('./ui/screens/results/results-page.tsx'));

export async function startResults(device: OpenedDevice, survey: string, language: string): Promise<void> {
  (await elsewhere)?.fetchResultsAhead(device, survey, language);
}
