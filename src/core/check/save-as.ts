import { words as en } from '../../words/compiled/desk/en/saveAs.mjs';
import { words as fr } from '../../words/compiled/desk/fr/saveAs.mjs';
import type { SaveAsWords } from '../../words/compiled/desk/saveAs.d.mts';

/** Says how to save a file that cannot be read as it is. Its name tells what it is. */
export function saveAs(name: string): Readonly<Record<'fr' | 'en', string>> {
  const [ending = ''] = /[^.]*$/.exec(name.toLowerCase()) ?? [];
  const sentence = (words: SaveAsWords & Readonly<Record<string, string>>) => words[ending] ?? words.other;
  return { fr: sentence(fr), en: sentence(en) };
}
