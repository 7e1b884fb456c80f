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
  readonly day: (time: number, how?: 'with-year') => string;
  readonly hour: (time: number) => string;
}

export function wordsIn(language: string, ui: Strings): Words {
  const locale = localeOf(language);
  // A question is drawn again at each answer: its texts are set once.
  const set = new Map<string, string>();
  // To make a format takes a slow phone 10 ms; the first of a page, 50.
  const days = new Map<'with-year' | undefined, Intl.DateTimeFormat>();
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
    day(time, how) {
      const year = how && ({ year: 'numeric' } as const);
      const format = days.get(how) ?? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year });
      days.set(how, format);
      // "1er novembre", which Intl does not know.
      return format.format(time).replace(/^1 /, language === 'fr' ? '1er ' : '1 ');
    },
    hour: (time) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(time),
  };
}

/** English as it is written in Europe: 24 November, 18:02; one, two and three. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** French is in the first load; another language is fetched with its survey. `undefined` when it cannot be. */
export async function loadWords(language: string): Promise<Words | undefined> {
  const ui = language === 'en' ? (await loadCode(() => import('./en/first.ts')))?.en : fr;
  return ui && wordsIn(language, ui);
}

export function frenchWords(): Words {
  return wordsIn('fr', fr);
}
