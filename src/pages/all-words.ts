import { bringWords } from '../ui/words/late-words.ts';
import { ALL } from '../words/compiled/respondent/all.mjs';

// Late code looks words up by language. The app fetches those of one language; a page may be drawn in any.
for (const [language, words] of Object.entries(ALL)) bringWords(language, words);

/** All words of the respondent's side by their language: a page is drawn in any. */
export const WORDS = ALL;
