/** French Excel expects `;`, and a byte order mark to read UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * A spreadsheet may run a cell that begins like this as a formula, also with full-width signs. Importers trim what comes first:
 * blanks, control characters, and invisible characters (`DI` is Default_Ignorable_Code_Point). TAB, CR and LF alone may end a cell.
 */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n])/u;

/** A number, a text, `true` for a mark, or `null` for a blank; each format writes them differently. */
export type Cell = string | number | true | null;

/**
 * Writes one line of a CSV. This is the only guard against formula injection, for every file that we write: a text that could be
 * taken for a formula gets a leading apostrophe. So does a telephone number, since a spreadsheet would compute `+33 6 12…`.
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
  // Option ids contain no quote, and looking is much cheaper than replacing: an export has a hundred cells a line.
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}

/** Fast path: begins with a Latin letter or a digit, as nearly all cells do. An export has a hundred cells a line. */
function beginsPlainly(text: string): boolean {
  const first = text.charCodeAt(0) | 0x20;
  return (first >= 0x61 && first <= 0x7a) || (first >= 0x30 && first <= 0x39);
}
