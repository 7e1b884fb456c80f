import { FROZEN_HEAD, SHARED_TEXTS, STYLES, textXml, WORKSHEET } from '../../authoring/workbook/xlsx/workbook-parts.ts';
import { columnLetters } from '../../authoring/workbook/xlsx/workbook-sheet.ts';
import type { Cell } from '../../core/answering/csv-line.ts';

/** Characters of one cell, in UTF-16 units: with more, Excel refuses the file. */
export const CELL_CHARACTERS = 32_767;
/** Excel opens no more rows than this in a sheet. */
export const SHEET_ROWS = 1_048_576;
export const CUT = ' […]';
const DAY = 86_400_000;
/** The first of January 1970 as spreadsheets number days. */
const UNIX_EPOCH = 25_569;
/** Option ids and labels are few; whatever else there is stays in its cell once the table is this long. */
const MOST_SHARED = 10_000;

/** Texts that many cells hold, written once. */
export function sharedTexts() {
  const places = new Map<string, number>();
  return {
    placeOf(text: string): number | undefined {
      const known = places.get(text);
      if (known !== undefined) return known;
      if (places.size >= MOST_SHARED) return undefined;
      places.set(text, places.size);
      return places.size - 1;
    },
    *xml(): Generator<string> {
      yield `${SHARED_TEXTS} uniqueCount="${places.size}">`;
      for (const text of places.keys()) yield `<si>${textXml(fitting(text))}</si>`;
      yield '</sst>';
    },
  };
}

type SharedTexts = ReturnType<typeof sharedTexts>;

/** Rows under a first one that stays in sight. */
export interface TableSheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** A table for people has a width in characters and a style for each column: cells then wrap, and rows can be filtered. */
  readonly looks?: readonly { readonly width: number; readonly style: number }[];
}

/** Writes a sheet. A text is never a formula, whatever it begins with. */
export async function* sheetXml({ columns, rows, looks }: TableSheet, shared: SharedTexts): AsyncGenerator<string> {
  const letters = columns.map((_, column) => columnLetters(column));
  const heads = columns.map(() => (looks ? STYLES.head : STYLES.bold));
  const styles = looks?.map(({ style }) => style) ?? [];
  const widths = looks?.map(
    ({ width }, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${WORKSHEET}${FROZEN_HEAD}${widths ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`;
  yield rowXml(1, columns, letters, shared, heads);
  let number = 1;
  for await (const row of rows) yield rowXml(++number, row, letters, shared, styles);
  yield `</sheetData>${looks ? `<autoFilter ref="A1:${letters.at(-1)}${number}"/>` : ''}</worksheet>`;
}

function rowXml(
  number: number,
  row: readonly Cell[],
  letters: readonly string[],
  shared: SharedTexts,
  styles: readonly (number | undefined)[],
): string {
  let cells = '';
  for (const [column, value] of row.entries()) {
    if (value === null) continue;
    const style = styles[column];
    const opening = `<c r="${letters[column]}${number}"${style === undefined ? '' : ` s="${style}"`}`;
    if (style === STYLES.day) cells += `${opening}><v>${Date.parse(String(value)) / DAY + UNIX_EPOCH}</v></c>`;
    else if (value === true) cells += `${opening} t="b"><v>1</v></c>`;
    else if (typeof value === 'number') cells += `${opening}><v>${value}</v></c>`;
    else {
      // Ids of responses would fill the table of shared texts and be found there once each.
      const isId = value.length === 36 && value[8] === '-' && value[14] === '4';
      const place = isId ? undefined : shared.placeOf(value);
      cells +=
        place === undefined
          ? `${opening} t="inlineStr"><is>${textXml(fitting(value))}</is></c>`
          : `${opening} t="s"><v>${place}</v></c>`;
    }
  }
  return `<row r="${number}">${cells}</row>`;
}

/** Only the labels of a very long multiple choice come to this, and a cell that ends with the mark says that the CSV has more. */
function fitting(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text;
  const end = CELL_CHARACTERS - CUT.length;
  // Never in the middle of a character.
  return text.slice(0, /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end) + CUT;
}
