import { words as french } from '../../../../words/compiled/respondent/fr/method.mjs';
import { wordsOf } from '../../../words/late-words.ts';
import type { Words } from '../../../words/words.ts';

const methodStrings = wordsOf('method', french);

/** The words of the method pages. They come with the code of these pages, after the index of the results. */
export function methodWords({ uiLanguage }: Pick<Words, 'uiLanguage'>) {
  return methodStrings(uiLanguage);
}
