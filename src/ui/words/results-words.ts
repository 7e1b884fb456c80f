import { loaderBy } from '../../lazy/loader-by.ts';
import type { PastStrings } from './fr/past.ts';
import type { ResultsStrings } from './fr/results.ts';
import { loadPastStrings, type PastWords, pastWords } from './past-words.ts';
import type { Words } from './words.ts';

/** The words of the page, with those of the results. */
export interface ResultsWords extends PastWords {
  readonly results: ResultsStrings;
}

export function resultsWords(words: Words, results: ResultsStrings, past: PastStrings): ResultsWords {
  return { ...pastWords(words, past), results };
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
