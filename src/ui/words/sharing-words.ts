import { loaderBy } from '../../lazy/loader-by.ts';
import type { PastStrings } from './fr/past.ts';
import type { SharingStrings } from './fr/sharing.ts';
import { loadPastStrings, type PastWords } from './past-words.ts';
import type { Words } from './words.ts';
import { writeDay, writeList, writeShare } from './writing.ts';

/** The words of the page, with those that only the card's lazily loaded parts say. */
export interface SharingWords extends PastWords {
  readonly sharing: SharingStrings;
  /** 0.38 as « 38 % ». Whole per cents: counts are rounded to 5, a decimal would promise more than they hold. */
  readonly share: (part: number) => string;
  readonly day: (day: string) => string;
}

export function sharingWords(words: Words, sharing: SharingStrings, past: PastStrings): SharingWords {
  return {
    ...words,
    sharing,
    past,
    list: (texts) => writeList(texts, words.uiLanguage),
    share: (part) => writeShare(part, words.uiLanguage),
    day: (day) => writeDay(day, words, 'with-year'),
  };
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
