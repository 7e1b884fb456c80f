import type { UiLanguage } from '../../core/ui-language.ts';
import type { PastStrings } from './fr/past.ts';
import type { Words } from './words.ts';
import { writeDay, writeList, writeShare } from './writing.ts';

/** The words of a page that shows figures of a past study. */
export interface PastWords extends Words {
  readonly past: PastStrings;
  readonly list: (texts: readonly string[]) => string;
  /** 38 as « 38 % ». */
  readonly percent: (whole: number) => string;
  /** YYYY-MM-DD as « 12 mai 2026 ». */
  readonly date: (day: string) => string;
}

export function pastWords(words: Words, past: PastStrings): PastWords {
  return {
    ...words,
    past,
    list: (texts) => writeList(texts, words.uiLanguage),
    percent: (whole) => writeShare(whole / 100, words.uiLanguage),
    date: (day) => writeDay(day, words, 'with-year'),
  };
}

export async function loadPastStrings(language: UiLanguage): Promise<PastStrings> {
  return language === 'en' ? (await import('./en/past.ts')).pastEn : (await import('./fr/past.ts')).pastFr;
}
