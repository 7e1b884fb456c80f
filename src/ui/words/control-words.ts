import { words } from '../../words/compiled/respondent/fr/controls.mjs';
import { wordsOf } from './late-words.ts';

export const controlStrings = wordsOf('controls', words);
