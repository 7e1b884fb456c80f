import { useEffect, useState } from 'preact/hooks';
import { loadSharingWords, type SharingWords } from './sharing-words.ts';
import type { Words } from './words.ts';

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
