/** French Excel reads `;` and needs the mark to read UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A spreadsheet may run what begins so, in either width, whatever blank or invisible sign stands before it; and what begins with TAB, CR or LF. */
const FORMULA = /^(?:[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/;

/** A number is a number, text is text, a mark is `true`, and blank is `null`: each format writes them its own way. */
export type Cell = string | number | true | null;

/** One line. Numbers are written as they are; only text may be taken for a formula, and then gets an apostrophe before it. */
export function csvLine(cells: readonly Cell[], delimiter: ';' | ',' = ';'): string {
  return `${cells.map(cell).join(delimiter)}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const safe = beginsPlainly(text) || !FORMULA.test(text) ? text : `'${text}`;
  // Option ids hold no quote, and looking is much cheaper than replacing: an export has a hundred cells a line.
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}

/** With a Latin letter or a digit, as nearly all do: an export has a hundred cells a line. */
function beginsPlainly(text: string): boolean {
  const first = text.charCodeAt(0) | 0x20;
  return (first >= 0x61 && first <= 0x7a) || (first >= 0x30 && first <= 0x39);
}
