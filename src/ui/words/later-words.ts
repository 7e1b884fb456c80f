import type { UiLanguage } from '../../core/ui-language.ts';
import { cardEn } from './en/later.ts';
import { type CardStrings, cardFr } from './fr/later.ts';
import type { Words } from './words.ts';

export function cardStrings(language: UiLanguage): CardStrings {
  return language === 'en' ? cardEn : cardFr;
}

/*
 * Days, hours, lists and shares as `Intl` writes them, without it: the first of its formats makes a slow phone that is being tapped
 * on wait for 60 to 100 ms. English as it is written in Europe: 24 November, 18:02; one, two and three.
 */

export function writeDay(time: number, { uiLanguage }: Pick<Words, 'uiLanguage'>, how?: 'with-year'): string {
  const date = new Date(time);
  const day = date.getDate();
  const year = how ? ` ${date.getFullYear()}` : '';
  const ordinal = day === 1 && uiLanguage === 'fr' ? '1er' : day;
  return `${ordinal} ${cardStrings(uiLanguage)['date.months'][date.getMonth()]}${year}`;
}

export function writeHour(time: number): string {
  const date = new Date(time);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}

export function writeList(texts: readonly string[], language: UiLanguage): string {
  return joinList(texts, cardStrings(language)['list.and']);
}

/** « un, deux et trois ». */
export function joinList(texts: readonly string[], and: string): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${and} ${last}`;
}

/** 0.38 as « 38 % »: whole per cents. The narrow space of French typography hardly shows in the page's family. */
export function writeShare(part: number, language: UiLanguage): string {
  return `${Math.round(part * 100)}${language === 'en' ? '' : '\u00a0'}%`;
}
