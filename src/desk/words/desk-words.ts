import { loadCode } from '../../lazy/load-code.ts';
import { frenchWords, loadUi, type Words, wordsIn } from '../../ui/words/words.ts';
import { writeDay } from '../../ui/words/writing.ts';
import type { DeskWords as DeskStrings } from '../../words/compiled/desk/desk.d.mts';
import { words as french } from '../../words/compiled/desk/fr/desk.mjs';
import type { DeskLanguage } from '../../words/languages.ts';

export interface DeskWords extends Words {
  readonly desk: DeskStrings;
  /** YYYY-MM-DD as « 12 mai 2026 ». */
  readonly date: (day: string) => string;
  /** A moment as « 14:05 », by the clock of this computer. */
  readonly time: (at: number) => string;
  /** YYYY-MM as « mai 2026 ». */
  readonly month: (month: string) => string;
  /** 0,38 as « 38 % ». */
  readonly percent: (share: number) => string;
  /** Bytes as « 3,2 Mo ». */
  readonly size: (bytes: number) => string;
  /** « fr » as « français ». */
  readonly languageName: (language: string) => string;
}

/** In French where the words of the language cannot be fetched: a desk that cannot speak shows nothing. */
export async function loadDeskWords(language: DeskLanguage): Promise<DeskWords> {
  const [ui, desk] = await Promise.all([loadUi(language, []), loadStrings(language)]);
  return ui && desk && (!ui.rest || (await loadCode(ui.rest)))
    ? deskWords(wordsIn(language, ui), desk)
    : deskWords(frenchWords(), french);
}

async function loadStrings(language: string): Promise<DeskStrings | undefined> {
  if (language !== 'en') return french;
  try {
    return (await import('../../words/compiled/desk/en/desk.mjs')).words;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The word for a code that comes from elsewhere. There may be none: another version may have other codes. */
export function wordFor<Word>(words: Readonly<Record<string, Word>>, code: string): Word | undefined {
  return words[code];
}

/** Between first-strong isolate marks: a right-to-left override in what somebody wrote must not turn the words of the desk around. */
export function isolated(written: string): string {
  return `\u2068${written}\u2069`;
}

export function deskWords(words: Words, desk: DeskStrings): DeskWords {
  const locale = words.language === 'en' ? 'en-GB' : words.language;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  return {
    ...words,
    of(text) {
      const written = words.of(text);
      // Hebrew, Arabic and the letters between them.
      return /[\u0590-\u08ff]/.test(written) ? isolated(written) : written;
    },
    desk,
    date: (day) => writeDay(day, words, 'with-year'),
    time: (at) => times.format(at),
    month: (month) => months.format(new Date(`${month}-01T12:00`)),
    percent: (share) => percent.format(share).replace('\u202f', '\u00a0'),
    size(bytes) {
      const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
      const unit = units[step] ?? 'byte';
      const digits = { maximumFractionDigits: step === 0 ? 0 : 1 };
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(
        bytes / 1000 ** step,
      );
    },
    languageName: (language) => names.of(language) ?? language,
  };
}
