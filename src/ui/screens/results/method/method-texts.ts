import type { ResultsWords } from '../../../words/results-words.ts';
import { methodEn, methodLinesEn } from './method-en.ts';
import { methodFr, methodLinesFr } from './method-fr.ts';

/** The words of the method pages. They come with the code of these pages, after the index of the results. */
export function methodWords({ uiLanguage }: Pick<ResultsWords, 'uiLanguage'>) {
  return uiLanguage === 'en' ? { ...methodEn, lines: methodLinesEn } : { ...methodFr, lines: methodLinesFr };
}
