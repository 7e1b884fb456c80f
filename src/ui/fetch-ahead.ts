import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { fetchFont } from './font.ts';
import { whenIdle } from './idle.ts';
import { loadCard, loadCheck } from './later-screens.ts';
import { fetchAhead } from './lazy.tsx';
import { loadLaterControls } from './screens/question/control.tsx';

/** What the respondent will meet is fetched while they read: the other controls at once, the last screens after an answer. */
export function useFetchAhead(hasAnswered: boolean, place: string): void {
  const putFontToUse = useRef<(() => void) | undefined>(undefined);
  useEffect(() => void fetchAhead(loadLaterControls), []);
  useEffect(() => {
    if (!hasAnswered) return;
    void whenIdle(1000).then(async () => {
      void fetchAhead(loadCheck);
      void fetchAhead(loadCard);
      putFontToUse.current = await fetchFont();
    });
  }, [hasAnswered]);
  // Between two screens: no text moves under the reader's eyes.
  useLayoutEffect(() => {
    putFontToUse.current?.();
    putFontToUse.current = undefined;
  }, [place]);
}
