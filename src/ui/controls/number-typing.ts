import type { UiLanguage } from '../../core/ui-language.ts';
import { groupDigits, marksOf } from '../words/numbers.ts';

/** What the field shows after a key: nothing but a number can be typed, grouped by thousands. */
export function typeNumber(typed: string, decimals: number, language: UiLanguage): string {
  const { whole, fraction } = split(typed, decimals, language);
  const grouped = groupDigits(whole, language);
  return fraction === undefined ? grouped : `${grouped || '0'}${marksOf(language).decimal}${fraction}`;
}

/** The number typed; `undefined` when there is none. */
export function readNumber(typed: string, decimals: number, language: UiLanguage): number | undefined {
  const { whole, fraction } = split(typed, decimals, language);
  return whole === '' && !fraction ? undefined : Number(`${whole || '0'}.${fraction || '0'}`);
}

/** Returns the caret position after regrouping: after as many digits as before. */
export function caretAfter(typed: string, caret: number, shown: string): number {
  const meaningful = /[\d.,]/;
  const kept = (text: string) => Array.from(text).filter((character) => /\d/.test(character)).length;
  let digits = kept(typed.slice(0, caret));
  if (digits === 0) return meaningful.test(typed.slice(0, caret)) ? shown.length : 0;
  let index = 0;
  while (index < shown.length && digits > 0) if (/\d/.test(shown[index++] ?? '')) digits--;
  // A decimal mark just typed stays before the caret.
  return /[.,]$/.test(typed.slice(0, caret)) && /[.,]/.test(shown[index] ?? '') ? index + 1 : index;
}

function split(typed: string, decimals: number, language: UiLanguage): { whole: string; fraction: string | undefined } {
  const { decimal, group } = marksOf(language);
  // "1.200" in a whole French amount, "1 200", "1 200 €" and "1,200" in English all mean twelve hundred.
  const thousands = decimals === 0 && /^\d{1,3}([.,]\d{3})+$/.test(typed.trim());
  const plain = typed.replaceAll(thousands ? /[^\d]/g : /[^\d.,]/g, '').replaceAll(group, '');
  const mark = plain.search(language === 'en' ? /\./ : /[.,]/);
  const whole = (mark < 0 ? plain : plain.slice(0, mark)).replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (mark < 0 || decimals === 0) return { whole, fraction: undefined };
  return {
    whole,
    fraction: plain
      .slice(mark + decimal.length)
      .replaceAll(/\D/g, '')
      .slice(0, decimals),
  };
}
