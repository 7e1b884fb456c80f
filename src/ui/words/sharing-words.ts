import { loaderBy } from '../../lazy/loader-by.ts';
import type { PastStrings } from './fr/past.ts';
import type { SharingStrings } from './fr/sharing.ts';
import { loadPastStrings, type PastWords, pastWords } from './past-words.ts';
import type { Words } from './words.ts';

/** The words of the page, with those that only the card's lazily loaded parts say. */
export interface SharingWords extends PastWords {
  readonly sharing: SharingStrings;
}

export function sharingWords(words: Words, sharing: SharingStrings, past: PastStrings): SharingWords {
  return { ...pastWords(words, past), sharing };
}

export const sharingWordsLoader = loaderBy(async (words: Words) => {
  const [sharing, past] = await Promise.all([
    words.uiLanguage === 'en'
      ? import('./en/sharing.ts').then(({ sharingEn }) => sharingEn)
      : import('./fr/sharing.ts').then(({ sharingFr }) => sharingFr),
    loadPastStrings(words.uiLanguage),
  ]);
  return sharingWords(words, sharing, past);
});
