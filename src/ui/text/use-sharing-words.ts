import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../words.ts';
import { loadSharingWords, type SharingWords } from './sharing.ts';

/** `undefined` until they are there. */
export function useSharingWords(words: Words): SharingWords | undefined {
  const [sharing, setSharing] = useState<SharingWords>();
  useEffect(() => {
    let wanted = true;
    void loadSharingWords(words).then((loaded) => wanted && setSharing(loaded));
    return () => {
      wanted = false;
    };
  }, [words]);
  return sharing;
}
