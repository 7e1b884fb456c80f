import { words } from '../../words/compiled/respondent/fr/day.mjs';
import { wordsOf } from './late-words.ts';

export type { DayWords as DayStrings } from '../../words/compiled/respondent/day.d.mts';

export const dayStrings = wordsOf('day', words);
