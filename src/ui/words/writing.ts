import { words } from '../../words/compiled/respondent/fr/format.mjs';
import type { UiLanguage } from '../../words/languages.ts';
import { wordsOf } from './late-words.ts';
import type { Words } from './words.ts';

/*
 * Days, hours, lists and shares as `Intl` writes them, without it: the first of its formats makes a slow phone that is being tapped
 * on wait for 60 to 100 ms. English as it is written in Europe: 24 November, 18:02; one, two and three.
 * Apart from the words of the card: the results write days and lists too, and need none of those.
 */

export const formatStrings = wordsOf('format', words);

/** A day (YYYY-MM-DD) is read at noon, which is on that day wherever the device is. */
export function writeDay(time: number | string, { uiLanguage }: Pick<Words, 'uiLanguage'>, how?: 'with-year'): string {
  const text = formatStrings(uiLanguage);
  const date = new Date(typeof time === 'string' ? `${time}T12:00` : time);
  const day = date.getDate();
  const month = text.months[date.getMonth()] ?? '';
  return how ? text['day-year'](day, month, date.getFullYear()) : text.day(day, month);
}

export function writeHour(time: number): string {
  const date = new Date(time);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** « un, deux et trois ». */
export function writeList(texts: readonly string[], language: UiLanguage, joint: 'and' | 'or' = 'and'): string {
  const text = formatStrings(language);
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : text[`list.${joint}`](texts.slice(0, -1).reduce(text['list.next']), last);
}

/** 0.38 as « 38 % »: whole per cents. The narrow space of French typography hardly shows in the page's family. */
export function writeShare(part: number, language: UiLanguage): string {
  return formatStrings(language).percent(Math.round(part * 100));
}

/** « 9 à 12 % », « 3 % au plus ». */
export function writeShareRange({ least, most }: ShareRange, language: UiLanguage): string {
  const text = formatStrings(language);
  if (least === 0) return text['share-at-most'](most);
  return most === 100 ? text['share-at-least'](least) : text['share-range'](least, most);
}

interface ShareRange {
  readonly least: number;
  readonly most: number;
}

/** Whether names stand in the order of the alphabet of a language: only then may a page say so. */
export function isAlphabetical(names: readonly string[], language: string): boolean {
  const { compare } = new Intl.Collator(language);
  return names.every((name, index) => index === 0 || compare(names[index - 1] ?? '', name) <= 0);
}
