import type { FirstWords } from '../../words/compiled/respondent/first.d.mts';

/** How numbers are written in a language. */
export type NumberMarks = Pick<FirstWords, 'number.decimal' | 'number.group'>;

/** Digits in groups of three: "1 234 567". */
export function groupDigits(digits: string, marks: NumberMarks): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, marks['number.group']);
}

/** "1 240,5", or "1,240.5" in English; six decimals at most. Without Intl, whose first format takes a slow phone 50 ms. */
export function writeNumber(value: number, marks: NumberMarks): string {
  const [whole = '', fraction] = String(Number(value.toFixed(6))).split('.');
  const grouped = groupDigits(whole, marks);
  return fraction === undefined ? grouped : `${grouped}${marks['number.decimal']}${fraction}`;
}
