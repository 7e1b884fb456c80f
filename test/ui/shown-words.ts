import { en } from '../../src/ui/words/en/first.ts';
import { pastEn } from '../../src/ui/words/en/past.ts';
import { resultsEn } from '../../src/ui/words/en/results.ts';
import { sharingEn } from '../../src/ui/words/en/sharing.ts';
import { fr } from '../../src/ui/words/fr/first.ts';
import { pastFr } from '../../src/ui/words/fr/past.ts';
import { resultsFr } from '../../src/ui/words/fr/results.ts';
import { sharingFr } from '../../src/ui/words/fr/sharing.ts';
import { resultsWords } from '../../src/ui/words/results-words.ts';
import { sharingWords } from '../../src/ui/words/sharing-words.ts';
import { wordsIn } from '../../src/ui/words/words.ts';

export const frenchResults = resultsWords(wordsIn('fr', fr), resultsFr, pastFr);
export const englishResults = resultsWords(wordsIn('en', en), resultsEn, pastEn);
export const frenchSharing = sharingWords(wordsIn('fr', fr), sharingFr, pastFr);
export const englishSharing = sharingWords(wordsIn('en', en), sharingEn, pastEn);
