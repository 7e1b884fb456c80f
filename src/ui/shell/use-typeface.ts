import { useEffect } from 'preact/hooks';
import { fetchFont } from '../elements/font.ts';
import { whenIdle } from '../elements/when-idle.ts';

/**
 * The family made for reading, on the screens that one may open without having answered here: results, a friend's card, a receipt, the
 * day of a tablet. Between questions `fetch-ahead.ts` brings it. The system's own has the same width, so that lines break where they did.
 */
export function useTypeface(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || isThere()) return;
    const bring = async () => {
      await whenIdle(1000);
      const put = await fetchFont();
      if (!isThere()) put();
    };
    void bring();
  }, [isWanted]);
}

function isThere(): boolean {
  return [...document.fonts].some(({ family }) => family.includes('Hyperlegible'));
}
