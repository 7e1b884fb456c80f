import { useSeen } from '../../elements/late-drawing.ts';
import { preload, useCode } from '../../elements/use-code.ts';
import { presentationLoader } from '../../presentation/use-presentation.ts';
import { loadBelow } from '../../profile/profile-rest-later.tsx';
import type { Edition } from '../../state/editions.ts';
import type { SharingWords } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';

type Parts = typeof import('./card-parts.tsx') & { readonly words: SharingWords };

const loadParts = () => import('./card-parts.tsx');
export const loadCopy = () => import('../copy/copy-screen.tsx');

/** Fetches the code around the card before the interview ends, so that the receipt code is shown even without a network. */
export async function fetchPartsAhead({ survey, words }: Edition): Promise<void> {
  await preload(presentationLoader(survey.id, words.language));
  await preload(loadBelow);
  await preload(loadParts);
  await preload(loadCopy);
}

/** The state of the parts around the card. */
export interface LateParts {
  readonly isSeen: boolean;
  readonly around: Parts | undefined;
  readonly isMissing: boolean;
}

/** Returns the parts around the card, whose chunk is loaded after the card's, once the card is seen. */
export function useParts(words: Words): LateParts {
  const code = useCode(loadParts);
  const isSeen = useSeen();
  return {
    isSeen,
    around: isSeen && typeof code === 'object' ? { ...code, words: code.sharingWords(words) } : undefined,
    isMissing: code === 'missing',
  };
}
