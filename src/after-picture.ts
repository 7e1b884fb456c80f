import { afterFrame } from './lazy/after-frame.ts';
import { daySearch } from './ui/address/day-address.ts';
import { languageAmong } from './ui/address/link.ts';
import { isMadeFor, pageEntry } from './ui/address/page-entry.ts';
import { ignoreSecondHalves } from './ui/shell/double-tap.ts';
import { keepOverReload, rememberTaps } from './ui/shell/early-taps.ts';
import { watchEntry } from './ui/shell/lost-entry.ts';

/* Compiled by the build into the end of the page. All of it but what waits for an event is done once the page is painted. */

const { lang } = document.documentElement;
const query = () => new URLSearchParams(daySearch() ?? location.search);
const entry = pageEntry();
const language = () => languageAmong(entry?.languages ?? [], query().get('lang') ?? lang);

// The browser says once that the script is lost, perhaps before the frame.
watchEntry(language);
afterFrame(() => {
  ignoreSecondHalves();
  // A page that was kept may be in another language than the one that is asked for now.
  const isShown = isMadeFor(entry, query().get('s') ?? undefined) && language() === lang;
  keepOverReload(isShown);
  rememberTaps(isShown);
});
