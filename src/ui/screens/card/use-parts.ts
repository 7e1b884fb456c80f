import { useEffect, useState } from 'preact/hooks';
import { loadSharingWords, type SharingWords } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';

type Code = typeof import('./card-parts.tsx');

export interface Parts extends Pick<Code, 'ComparisonPart' | 'KeepingPart' | 'Erased'> {
  readonly words: SharingWords;
}

/** What comes around the card, in a later chunk than the card itself. Fetched again when the network is back. */
export function useParts(words: Words): Parts | 'loading' | 'unreachable' {
  const [parts, setParts] = useState<Parts | 'loading' | 'unreachable'>('loading');
  useEffect(() => {
    let wanted = true;
    const fetchParts = () =>
      Promise.all([import('./card-parts.tsx'), loadSharingWords(words)]).then(
        ([code, sharing]) => wanted && setParts({ ...code, words: sharing }),
        (error: unknown) => {
          // A browser reports a chunk that it cannot fetch as a TypeError.
          if (!(error instanceof TypeError)) throw error;
          if (wanted) setParts('unreachable');
        },
      );
    void fetchParts();
    addEventListener('online', fetchParts);
    return () => {
      wanted = false;
      removeEventListener('online', fetchParts);
    };
  }, [words]);
  return parts;
}
