import { words as en } from '../../words/compiled/desk/en/exports.mjs';
import type { ExportsWords } from '../../words/compiled/desk/exports.d.mts';
import { words as fr } from '../../words/compiled/desk/fr/exports.mjs';
import { DESK_LANGUAGES, type DeskLanguage } from '../../words/languages.ts';

/** The languages of notes, and of the tables that people read. */
export const EXPORT_WORDS: Readonly<Record<DeskLanguage, ExportsWords>> = { fr, en };

export type NoteWords = ExportsWords['note'];

/** The columns before the answers that people read, in order. Programs read the others too, in the table of codes. */
export const READER_COLUMNS = Object.keys(fr.columns) as readonly (keyof ExportsWords['columns'])[];

/** The languages of a survey in which notes are written, or English. */
export function noteLanguages(languages: readonly string[]): readonly DeskLanguage[] {
  const spoken = DESK_LANGUAGES.filter((one) => languages.includes(one));
  return spoken.length > 0 ? spoken : ['en'];
}
