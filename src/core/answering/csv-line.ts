/** French Excel reads `;` and needs the mark to read UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * A spreadsheet may run a cell that begins so, in any width of the sign. Importers trim what is before it: blanks, control
 * characters, and characters that are drawn as nothing (`DI` is Default_Ignorable_Code_Point). TAB, CR and LF alone may end a cell.
 */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n])/u;

/** A number is a number, text is text, a mark is `true`, and blank is `null`: each format writes them its own way. */
export type Cell = string | number | true | null;

/**
 * One line of a CSV; the only formula guard, for every file that we write. Only text can be taken for a formula: it then gets an
 * apostrophe before it. A telephone number gets one too: without it a spreadsheet computes `+33 6 12…` and loses the number.
 */
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
