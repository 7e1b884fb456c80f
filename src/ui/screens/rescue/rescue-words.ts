import { words } from '../../../words/compiled/respondent/fr/rescue.mjs';
import { wordsOf } from '../../words/late-words.ts';

export type { RescueWords as RescueStrings } from '../../../words/compiled/respondent/rescue.d.mts';

export const rescueStrings = wordsOf('rescue', words);
