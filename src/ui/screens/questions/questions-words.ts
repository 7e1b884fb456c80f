import { words } from '../../../words/compiled/respondent/fr/questions.mjs';
import { wordsOf } from '../../words/late-words.ts';

export const questionsStrings = wordsOf('questions', words);
