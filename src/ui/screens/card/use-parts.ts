import { preload, useCode } from '../../elements/use-code.ts';
import { presentationLoader } from '../../presentation/use-presentation.ts';
import { loadBelow } from '../../profile/profile-rest-later.tsx';
import type { Edition } from '../../state/editions.ts';
import { type SharingWords, sharingWordsLoader } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';
import { loadMissing } from './not-computed.tsx';

type Code = typeof import('./card-parts.tsx');

export interface Parts
  extends Pick<
    Code,
    | 'CaptionPart'
    | 'ComparisonPart'
    | 'DeliveryNote'
    | 'Erased'
    | 'KeepingPart'
    | 'LossPart'
    | 'obstacleInWords'
    | 'PanelPart'
    | 'share'
    | 'StripPart'
  > {
  readonly words: SharingWords;
}

const loadParts = () => import('./card-parts.tsx');

/** Fetches the code around the card before the interview ends, so that the receipt code is shown even without a network. */
export async function fetchPartsAhead({ survey, words }: Edition): Promise<void> {
  await preload(presentationLoader(survey.id, words.language));
  await preload(loadBelow);
  await preload(loadMissing);
  await preload(loadParts);
  await preload(sharingWordsLoader(words));
}

/** Returns the parts around the card, whose chunk is loaded after the card's. */
export function useParts(words: Words): Parts | 'loading' | 'missing' {
  const code = useCode(loadParts);
  const sharing = useCode(sharingWordsLoader(words));
  if (typeof code === 'object' && typeof sharing === 'object') return { ...code, words: sharing };
  return code === 'missing' || sharing === 'missing' ? 'missing' : 'loading';
}
