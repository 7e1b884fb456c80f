import { useEffect, useState } from 'preact/hooks';
import type { ResultsShelf } from '../../device/port/device.ts';
import type { Results } from '../../wire/results.ts';

export type Reading =
  | { readonly kind: 'reading' }
  /** Neither kept nor to be had. */
  | { readonly kind: 'unread' }
  /** `isKept`: the current one could not be asked for. */
  | { readonly kind: 'read'; readonly results: Results; readonly isKept: boolean };

/** What others answered: what is kept at once, then what the network brings, now and whenever it comes back. */
export function usePublication(shelf: ResultsShelf, survey: string): readonly [Reading, again: () => void] {
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [times, setTimes] = useState(0);
  const again = () => setTimes((before) => before + 1);
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const kept = await shelf.kept(survey);
      if (wanted && kept) setReading({ kind: 'read', results: kept, isKept: false });
      const results = await shelf.refresh(survey);
      if (!wanted) return;
      if (results) setReading({ kind: 'read', results, isKept: false });
      else setReading(kept ? { kind: 'read', results: kept, isKept: true } : { kind: 'unread' });
    };
    void look();
    addEventListener('online', again);
    return () => {
      wanted = false;
      removeEventListener('online', again);
    };
  }, [shelf, survey, times]);
  return [reading, again];
}
