import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { loadLaterControls } from '../controls/single-choice.tsx';
import { fetchFont } from '../elements/font.ts';
import { preload } from '../elements/use-code.ts';
import { whenIdle } from '../elements/when-idle.ts';
import type { Edition } from '../state/editions.ts';
import { loadCard, loadCheck } from './later-screens.ts';

/** What the respondent will meet is fetched while they read: the other controls at once, the last screens after an answer. */
export function useFetchAhead(
  id: ReadonlySignal<string | undefined> | undefined,
  place: string,
  edition: Edition,
  isAsking: boolean,
): void {
  const putFontToUse = useRef<(() => void) | undefined>(undefined);
  useEffect(() => void (isAsking && preload(loadLaterControls)), [isAsking]);
  useEffect(() => {
    const fetchLast = async () => {
      await whenIdle(1000);
      await preload(loadCheck);
      await (await preload(loadCard))?.fetchPartsAhead(edition);
      putFontToUse.current = await fetchFont();
    };
    return id?.subscribe((known) => {
      if (known) void fetchLast();
    });
  }, [id, edition]);
  // Between two screens: no text moves under the reader's eyes.
  useLayoutEffect(() => {
    putFontToUse.current?.();
    putFontToUse.current = undefined;
  }, [place]);
}
