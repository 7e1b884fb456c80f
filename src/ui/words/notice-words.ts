import { words } from '../../words/compiled/respondent/fr/notice.mjs';
import { wordsOf } from './late-words.ts';

export const noticeStrings = wordsOf('notice', words);
