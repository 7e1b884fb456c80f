import { afterFrame } from './lazy/after-frame.ts';
import { daySearch } from './ui/address/day-address.ts';
import { isMadeFor, pageEntry } from './ui/address/page-entry.ts';
import { ignoreSecondHalves } from './ui/shell/double-tap.ts';
import { keepOverReload, rememberTaps } from './ui/shell/early-taps.ts';
import { watchEntry } from './ui/shell/lost-entry.ts';

/* Compiled by the build into the end of the page. All of it but what waits for an event is done once the page is painted. */

const entry = pageEntry();

// The browser says once that the script is lost, perhaps before the frame.
watchEntry();
afterFrame(() => {
  ignoreSecondHalves();
  const isShown = isMadeFor(entry, new URLSearchParams(daySearch() ?? location.search).get('s') ?? undefined);
  keepOverReload(isShown);
  rememberTaps(isShown);
});
