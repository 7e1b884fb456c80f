import { words } from '../../words/compiled/respondent/fr/card.mjs';
import { wordsOf } from './late-words.ts';

export type { CardWords as CardStrings } from '../../words/compiled/respondent/card.d.mts';

export const cardStrings = wordsOf('card', words);
