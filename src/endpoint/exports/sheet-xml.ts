import type { Cell } from '../../core/answering/csv-line.ts';

/** Characters of one cell, in UTF-16 units: with more, Excel refuses the file. */
export const CELL_CHARACTERS = 32_767;
/** Excel opens no more rows than this in a sheet. */
export const SHEET_ROWS = 1_048_576;
const CUT = ' […]';
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
      yield `${DECLARATION}<sst xmlns="${MAIN}" uniqueCount="${places.size}">`;
      for (const text of places.keys()) yield `<si>${textXml(text)}</si>`;
      yield '</sst>';
    },
  };
}

export type SharedTexts = ReturnType<typeof sharedTexts>;

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A sheet of rows under a bold first one that stays in sight. A text is never a formula, whatever it begins with. */
export async function* sheetXml(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  shared: SharedTexts,
): AsyncGenerator<string> {
  const letters = columns.map((_, column) => lettersOf(column));
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';
  yield rowXml(1, columns, letters, shared, ' s="1"');
  let number = 1;
  for await (const row of rows) yield rowXml(++number, row, letters, shared, '');
  yield '</sheetData></worksheet>';
}

function rowXml(
  number: number,
  row: readonly Cell[],
  letters: readonly string[],
  shared: SharedTexts,
  style: string,
): string {
  let cells = '';
  for (const [column, value] of row.entries()) {
    if (value === null) continue;
    const opening = `<c r="${letters[column]}${number}"${style}`;
    if (value === true) cells += `${opening} t="b"><v>1</v></c>`;
    else if (typeof value === 'number') cells += `${opening}><v>${value}</v></c>`;
    else {
      const place = isUnique(value) ? undefined : shared.placeOf(value);
      cells +=
        place === undefined
          ? `${opening} t="inlineStr"><is>${textXml(value)}</is></c>`
          : `${opening} t="s"><v>${place}</v></c>`;
    }
  }
  return `<row r="${number}">${cells}</row>`;
}

/** Ids of responses would fill the table of shared texts and be found there once each. */
function isUnique(text: string): boolean {
  return text.length === 36 && text[8] === '-' && text[14] === '4';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** In a workbook `_x000D_` is an escaped character. A text that contains such a sequence has its underscore escaped. */
function textXml(text: string): string {
  const escaped = fitting(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>\r]/g, (character) => ENTITIES[character] ?? character);
  return `<t xml:space="preserve">${escaped}</t>`;
}

/** Only the labels of a very long multiple choice come to this, and a cell that ends with the mark says that the CSV has more. */
function fitting(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text;
  const end = CELL_CHARACTERS - CUT.length;
  // Never in the middle of a character.
  return text.slice(0, /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end) + CUT;
}

function lettersOf(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? lettersOf(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}
