import { words } from '../../../words/compiled/respondent/fr/deadEnd.mjs';
import { wordsOf } from '../../words/late-words.ts';

export const deadEndStrings = wordsOf('deadEnd', words);
