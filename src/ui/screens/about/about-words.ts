import { words } from '../../../words/compiled/respondent/fr/about.mjs';
import { wordsOf } from '../../words/late-words.ts';

export type { AboutWords as AboutStrings } from '../../../words/compiled/respondent/about.d.mts';

export const aboutStrings = wordsOf('about', words);
