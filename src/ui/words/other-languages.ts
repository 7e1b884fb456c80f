import { loadCode } from '../../lazy/load-code.ts';
import { words as fr } from '../../words/compiled/respondent/fr/first.mjs';
import { LATE } from '../../words/compiled/respondent/late.mjs';
import { uiLanguageFor } from '../../words/languages.ts';
import { bringWords, type Strings } from './late-words.ts';

/**
 * Loads the words around a survey in another language than French, the rest of them behind those that are shown first. The page of a
 * French survey knows none of these languages. `undefined` when they cannot be fetched.
 */
export async function loadFirst(
  language: string,
  languages: readonly (string | undefined)[],
): Promise<Strings | undefined> {
  const tag = uiLanguageFor(language, languages);
  const late = LATE[tag];
  if (!late) return fr;
  const first = await loadCode(late.first);
  const rest = async () => {
    const words = await late.rest();
    bringWords(tag, words);
    return words;
  };
  const coming = loadCode(rest);
  // On a page that is there, all that it says changes at once.
  if (document.documentElement.hasAttribute('data-ready') && !(await coming)) return undefined;
  return first && { ...first.words, rest };
}
