import { words as en } from '../../../words/compiled/desk/en/saveAs.mjs';
import { words as fr } from '../../../words/compiled/desk/fr/saveAs.mjs';
import type { SaveAsWords } from '../../../words/compiled/desk/saveAs.d.mts';
import { inReportLanguages, type ReportText } from './sentences.ts';

const WORDS: Readonly<Record<'fr' | 'en', SaveAsWords & Readonly<Record<string, string>>>> = { fr, en };

/** Says how to save a file that cannot be read as it is. Its name tells what it is. */
export function saveAs(name: string): ReportText {
  const [ending = ''] = /[^.]*$/.exec(name.toLowerCase()) ?? [];
  return inReportLanguages((language) => WORDS[language][ending] ?? WORDS[language].other);
}
