import type { LocalText } from '../../core/survey/survey-parts.ts';
import { loadCode } from '../../lazy/load-code.ts';
import { words as fr } from '../../words/compiled/respondent/fr/first.mjs';
import type { UiLanguage } from '../../words/languages.ts';
import type { Strings } from './late-words.ts';
import { writeNumber } from './numbers.ts';
import { typeset } from './typeset.ts';

/** The attributes of an element whose text is in another language than what is around it. */
export interface LanguageMark {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** How the page speaks: interface texts, and the survey's texts, in the same language where the interface has words in it. */
export interface Words {
  /** The language of the survey's texts, and of the page. */
  readonly language: string;
  readonly uiLanguage: UiLanguage;
  /**
   * For interface text that is not in the language of the page, so that a screen reader changes its voice. What has a separate place on
   * the page, and one word, takes `lang` alone: its place is on the page's side.
   */
  readonly inUi: LanguageMark | undefined;
  /** For text of the survey inside an element that has `inUi`. */
  readonly inSurvey: LanguageMark | undefined;
  readonly ui: Strings;
  readonly of: (text: LocalText) => string;
  readonly number: (value: number) => string;
}

/** `dir`: that of the survey's texts. */
export function wordsIn(language: string, ui: Strings, dir: LanguageMark['dir'] = 'ltr'): Words {
  // A question is drawn again at each answer: its texts are set once.
  const set = new Map<string, string>();
  const uiLanguage = ui['app.tag'];
  const [base = ''] = language.split('-');
  const isMixed = !uiLanguage.startsWith(base);
  return {
    language,
    uiLanguage,
    inUi: isMixed ? { lang: uiLanguage, dir: ui['app.dir'] ?? 'ltr' } : undefined,
    inSurvey: isMixed ? { lang: language, dir } : undefined,
    ui,
    of(text) {
      const plain = text[language] ?? text[base] ?? Object.values(text)[0] ?? '';
      // In a sentence that runs the other way, an isolate keeps a name and the marks around it in their order.
      const known = set.get(plain) ?? (dir === 'rtl' ? `\u2068${plain}\u2069` : typeset(plain, language));
      set.set(plain, known);
      return known;
    },
    number: (value) => writeNumber(value, ui),
  };
}

/**
 * The words around texts in a language, or in the first of others that there are words in. French is in the first load; another one is
 * fetched with its survey. `undefined` when it cannot be.
 */
export async function loadUi(
  language: string,
  languages: readonly (string | undefined)[],
): Promise<Strings | undefined> {
  if (language === 'fr') return fr;
  return (await loadCode(() => import('./other-languages.ts')))?.loadFirst(language, languages);
}

export function frenchWords(): Words {
  return wordsIn('fr', fr);
}
