import { bringWords } from '../ui/words/late-words.ts';
import { ALL } from '../words/compiled/respondent/all.mjs';

// As the app does, which fetches the words of one language.
for (const [language, words] of Object.entries(ALL)) bringWords(language, words);

/** All words of the respondent's side by their language: a page is drawn in any. */
export const WORDS = ALL;
