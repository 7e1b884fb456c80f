import { useEffect, useState } from 'preact/hooks';
import type { Shelf } from '../../device/port/device.ts';
import { useAsync } from '../elements/use-async.ts';

export type Reading<Published> =
  | { readonly kind: 'reading' }
  /** Neither stored here nor available from the network. */
  | { readonly kind: 'unread' }
  /** `isKept`: the stored copy, because the network could not be asked. */
  | { readonly kind: 'read'; readonly published: Published; readonly isKept: boolean };

/** Returns the publication of a survey: first the stored copy, then the network's, now and each time the network returns. */
export function usePublication<Published>(
  shelf: Shelf<Published>,
  survey: string,
  /** Resolves when a storage that opens late can be read. */
  moved: Promise<void>,
): readonly [Reading<Published>, again: () => void] {
  const [reading, setReading] = useState<Reading<Published>>({ kind: 'reading' });
  const [times, setTimes] = useState(0);
  const again = () => setTimes((before) => before + 1);
  const hasMoved = useAsync(() => moved.then(() => true), [moved]);
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
  }, [shelf, survey, times, hasMoved]);
  return [reading, again];
}
