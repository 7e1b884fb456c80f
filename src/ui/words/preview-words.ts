import { words } from '../../words/compiled/respondent/fr/preview.mjs';
import { wordsOf } from './late-words.ts';

export const previewStrings = wordsOf('preview', words);
