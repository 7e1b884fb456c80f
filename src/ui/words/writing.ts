import type { UiLanguage } from '../../core/ui-language.ts';
import type { Words } from './words.ts';

/*
 * Days, hours, lists and shares as `Intl` writes them, without it: the first of its formats makes a slow phone that is being tapped
 * on wait for 60 to 100 ms. English as it is written in Europe: 24 November, 18:02; one, two and three.
 * Apart from the words of the card: the results write days and lists too, and need none of those.
 */

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const AND = { fr: 'et', en: 'and' };

/** A day (YYYY-MM-DD) is read at noon, which is on that day wherever the device is. */
export function writeDay(time: number | string, { uiLanguage }: Pick<Words, 'uiLanguage'>, how?: 'with-year'): string {
  const date = new Date(typeof time === 'string' ? `${time}T12:00` : time);
  const day = date.getDate();
  const year = how ? ` ${date.getFullYear()}` : '';
  const ordinal = day === 1 && uiLanguage === 'fr' ? '1er' : day;
  return `${ordinal}\u00a0${MONTHS[uiLanguage][date.getMonth()]}${year}`;
}

export function writeHour(time: number): string {
  const date = new Date(time);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}

export function writeList(texts: readonly string[], language: UiLanguage): string {
  return joinList(texts, AND[language]);
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

/** Whether names stand in the order of the alphabet of a language: only then may a page say so. */
export function isAlphabetical(names: readonly string[], language: string): boolean {
  const { compare } = new Intl.Collator(language);
  return names.every((name, index) => index === 0 || compare(names[index - 1] ?? '', name) <= 0);
}
