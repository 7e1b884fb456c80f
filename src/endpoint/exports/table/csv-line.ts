/** French Excel reads `;` and needs the mark to read UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A spreadsheet runs what begins so, and what follows a TAB or CR as well. */
const FORMULA: ReadonlySet<number> = new Set([...'=+-@\t\r'].map((character) => character.charCodeAt(0)));

/** A number is a number, text is text, and blank is `null`: each format writes them its own way. */
export type Cell = string | number | null;

/** One line. Numbers are written as they are; only text may be taken for a formula, and then gets an apostrophe before it. */
export function csvLine(cells: readonly Cell[], delimiter: ';' | ',' = ';'): string {
  return `${cells.map(cell).join(delimiter)}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quoted(value);
}

function quoted(text: string): string {
  const safe = FORMULA.has(text.charCodeAt(0)) ? `'${text}` : text;
  // Option ids hold no quote, and looking is much cheaper than replacing: an export has a hundred cells a line.
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}
