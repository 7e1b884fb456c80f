import type { LocalText } from '../../core/survey/survey-parts.ts';
import { loadCode } from '../../late/load-code.ts';
import { fr, type Strings } from './fr/first.ts';
import { writeNumber } from './numbers.ts';
import { typeset } from './typeset.ts';

/** How the page speaks: interface texts, and the survey's texts in the same language. */
export interface Words {
  readonly language: string;
  readonly ui: Strings;
  readonly of: (text: LocalText) => string;
  readonly number: (value: number) => string;
}

export function wordsIn(language: string, ui: Strings): Words {
  // A question is drawn again at each answer: its texts are set once.
  const set = new Map<string, string>();
  return {
    language,
    ui,
    of(text) {
      const plain = text[language] ?? Object.values(text)[0] ?? '';
      const known = set.get(plain) ?? typeset(plain, language);
      set.set(plain, known);
      return known;
    },
    number: (value) => writeNumber(value, language),
  };
}

/** French is in the first load; another language is fetched with its survey. `undefined` when it cannot be. */
export async function loadWords(language: string): Promise<Words | undefined> {
  const ui = language === 'en' ? (await loadCode(() => import('./en/first.ts')))?.en : fr;
  return ui && wordsIn(language, ui);
}

export function frenchWords(): Words {
  return wordsIn('fr', fr);
}
