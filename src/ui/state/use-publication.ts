import { useEffect, useState } from 'preact/hooks';
import type { Shelf } from '../../device/port/device.ts';

export type Reading<Published> =
  | { readonly kind: 'reading' }
  /** Neither kept nor to be had. */
  | { readonly kind: 'unread' }
  /** `isKept`: the current one could not be asked for. */
  | { readonly kind: 'read'; readonly published: Published; readonly isKept: boolean };

/** What is published of a survey: what is kept at once, then what the network brings, now and whenever it comes back. */
export function usePublication<Published>(
  shelf: Shelf<Published>,
  survey: string,
  /** When a storage that opened late can be read. */
  moved: Promise<void>,
): readonly [Reading<Published>, again: () => void] {
  const [reading, setReading] = useState<Reading<Published>>({ kind: 'reading' });
  const [times, setTimes] = useState(0);
  const again = () => setTimes((before) => before + 1);
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      // Asked for at once: the network does not wait for the storage.
      const refreshing = shelf.refresh(survey);
      const kept = await shelf.kept(survey);
      if (wanted && kept) setReading({ kind: 'read', published: kept, isKept: false });
      const published = await refreshing;
      if (!wanted) return;
      if (published) setReading({ kind: 'read', published, isKept: false });
      else setReading(kept ? { kind: 'read', published: kept, isKept: true } : { kind: 'unread' });
    };
    void look();
    addEventListener('online', again);
    return () => {
      wanted = false;
      removeEventListener('online', again);
    };
  }, [shelf, survey, times]);
  useEffect(() => {
    let wanted = true;
    void moved.then(() => wanted && again());
    return () => {
      wanted = false;
    };
  }, [moved]);
  return [reading, again];
}
