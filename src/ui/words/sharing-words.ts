import { words as french } from '../../words/compiled/respondent/fr/sharing.mjs';
import type { SharingWords as SharingStrings } from '../../words/compiled/respondent/sharing.d.mts';
import { wordsOf } from './late-words.ts';
import { oncePerWords, type PastWords, pastWords } from './past-words.ts';

export type { SharingStrings };

/** The words of the page, with those that only the card's lazily loaded parts say. */
export interface SharingWords extends PastWords {
  readonly sharing: SharingStrings;
}

const sharingStrings = wordsOf('sharing', french);

export const sharingWords = oncePerWords(
  (words): SharingWords => ({ ...pastWords(words), sharing: sharingStrings(words.uiLanguage) }),
);
