import type { UiLanguage } from '../../core/ui-language.ts';

/** How numbers are written in a language. */
interface NumberMarks {
  readonly decimal: string;
  readonly group: string;
}

// The narrow space of French typography is so narrow in the page's family that "1 240" would read as "1240".
const FRENCH: NumberMarks = { decimal: ',', group: '\u00a0' };
const ENGLISH: NumberMarks = { decimal: '.', group: ',' };

export function marksOf(language: UiLanguage): NumberMarks {
  return language === 'en' ? ENGLISH : FRENCH;
}

/** Digits in groups of three: "1 234 567". */
export function groupDigits(digits: string, language: UiLanguage): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, marksOf(language).group);
}

/** "1 240,5", or "1,240.5" in English; six decimals at most. Without Intl, whose first format takes a slow phone 50 ms. */
export function writeNumber(value: number, language: UiLanguage): string {
  const [whole = '', fraction] = String(Number(value.toFixed(6))).split('.');
  const grouped = groupDigits(whole, language);
  return fraction === undefined ? grouped : `${grouped}${marksOf(language).decimal}${fraction}`;
}
