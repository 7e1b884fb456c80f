import { words as french } from '../../words/compiled/respondent/fr/results.mjs';
import type { ResultsWords as ResultsStrings } from '../../words/compiled/respondent/results.d.mts';
import { wordsOf } from './late-words.ts';
import { oncePerWords, type PastWords, pastWords } from './past-words.ts';

export interface ResultsWords extends PastWords {
  readonly results: ResultsStrings;
}

const resultsStrings = wordsOf('results', french);

export const resultsWords = oncePerWords(
  (words): ResultsWords => ({ ...pastWords(words), results: resultsStrings(words.uiLanguage) }),
);
