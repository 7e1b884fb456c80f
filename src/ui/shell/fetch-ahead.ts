import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { loadLaterControls } from '../controls/control.tsx';
import { fetchFont } from '../elements/font.ts';
import { whenIdle } from '../elements/idle.ts';
import { fetchAhead } from '../elements/use-code.ts';
import { localeOf, type Words } from '../words/words.ts';
import { loadCard, loadCheck } from './later-screens.ts';

/** What the respondent will meet is fetched while they read: the other controls at once, the last screens after an answer. */
export function useFetchAhead(id: ReadonlySignal<string | undefined> | undefined, place: string, words: Words): void {
  const putFontToUse = useRef<(() => void) | undefined>(undefined);
  useEffect(() => void fetchAhead(loadLaterControls), []);
  useEffect(() => {
    const fetchLast = async () => {
      await whenIdle(1000);
      await fetchAhead(loadCheck);
      await (await fetchAhead(loadCard))?.fetchPartsAhead(words);
      putFontToUse.current = await fetchFont();
      await prepareCard(words);
    };
    return id?.subscribe((known) => {
      if (known) void fetchLast();
    });
  }, [id, words]);
  // Between two screens: no text moves under the reader's eyes.
  useLayoutEffect(() => {
    putFontToUse.current?.();
    putFontToUse.current = undefined;
  }, [place]);
}

/** The first list and the first date of a page wait for the browser's tables: this, and not the last tap. */
async function prepareCard(words: Words): Promise<void> {
  await whenIdle(1000);
  new Intl.ListFormat(localeOf(words.language)).format([]);
  await whenIdle(1000);
  words.day(Date.now(), 'with-year');
}
