import { loaderBy } from '../../lazy/loader-by.ts';
import type { PastStrings } from './fr/past.ts';
import type { ResultsStrings } from './fr/results.ts';
import { loadPastStrings, type PastWords } from './past-words.ts';
import type { Words } from './words.ts';
import { writeDay, writeList, writeShare } from './writing.ts';

/** The words of the page, with those of the results. */
export interface ResultsWords extends PastWords {
  readonly results: ResultsStrings;
  /** 38 as « 38 % ». */
  readonly percent: (whole: number) => string;
  /** YYYY-MM-DD as « 12 mai 2026 ». */
  readonly date: (day: string) => string;
}

export function resultsWords(words: Words, results: ResultsStrings, past: PastStrings): ResultsWords {
  return {
    ...words,
    results,
    past,
    list: (texts) => writeList(texts, words.uiLanguage),
    percent: (whole) => writeShare(whole / 100, words.uiLanguage),
    date: (day) => writeDay(day, words, 'with-year'),
  };
}

export const resultsWordsLoader = loaderBy(async (words: Words) => {
  const [results, past] = await Promise.all([
    words.uiLanguage === 'en'
      ? import('./en/results.ts').then(({ resultsEn }) => resultsEn)
      : import('./fr/results.ts').then(({ resultsFr }) => resultsFr),
    loadPastStrings(words.uiLanguage),
  ]);
  return resultsWords(words, results, past);
});
