import { words } from '../../words/compiled/respondent/fr/profile.mjs';
import { wordsOf } from './late-words.ts';

export type { ProfileWords as ProfileStrings } from '../../words/compiled/respondent/profile.d.mts';

export const profileStrings = wordsOf('profile', words);
