import { bringWords } from '../../src/ui/words/late-words.ts';
import { resultsWords } from '../../src/ui/words/results-words.ts';
import { sharingWords } from '../../src/ui/words/sharing-words.ts';
import { wordsIn } from '../../src/ui/words/words.ts';
import { ALL } from '../../src/words/compiled/respondent/all.mjs';

for (const [language, words] of Object.entries(ALL)) bringWords(language, words);

export const frenchResults = resultsWords(wordsIn('fr', ALL.fr.first));
export const englishResults = resultsWords(wordsIn('en', ALL.en.first));
export const frenchSharing = sharingWords(wordsIn('fr', ALL.fr.first));
export const englishSharing = sharingWords(wordsIn('en', ALL.en.first));
