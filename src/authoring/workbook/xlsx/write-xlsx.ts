import { strToU8, zipSync } from 'fflate';
import { attribute, FROZEN_HEAD, partsAround, STYLES, sheetPath, textXml, WORKSHEET } from './workbook-parts.ts';
import { columnLetters } from './workbook-sheet.ts';

/** A sheet to be written: rows of texts, the first of them the heads. */
export interface OutputSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** Cells that offer a list to choose from: the range, and the values. */
  readonly choices?: readonly { readonly range: string; readonly list: readonly string[] }[];
  /** A sheet that explains has no heads. */
  readonly isProse?: true;
}

/** The same sheets give the same bytes. */
const NO_TIME = new Date(2000, 0, 1);
/** In characters. */
const USUAL_WIDTH = 24;
/** A drop-down list is offered so far below the rows that are there. */
const MORE_ROWS = 500;
/** So many columns that an author may add are of text as well: a number and a day that is typed there stay as typed. */
const MORE_COLUMNS = 12;

/** Writes a workbook whose cells are all texts: none is a formula, whatever it begins with. */
export function writeXlsx(sheets: readonly OutputSheet[]): Uint8Array {
  const names = sheets.map(({ name }) => name);
  const written = sheets.map((sheet, index) => [sheetPath(index), sheetXml(sheet)] as const);
  const bytes = [...partsAround(names, false), ...written].map(([path, xml]) => [path, strToU8(xml)]);
  return zipSync(Object.fromEntries(bytes), { level: 6, mtime: NO_TIME });
}

function sheetXml({ rows, widths = [], choices = [], isProse }: OutputSheet): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const style = isProse ? STYLES.prose : STYLES.text;
  const cols = Array.from(
    { length: columns + (isProse ? 0 : MORE_COLUMNS) },
    (_, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${widths[index] ?? USUAL_WIDTH}" style="${style}" customWidth="1"/>`,
  );
  const validations = choices.map(
    ({ range, list }) =>
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${range}"><formula1>${attribute(`"${list.join(',')}"`)}</formula1></dataValidation>`,
  );
  return [
    WORKSHEET,
    // Printed, a sheet is as wide as its page.
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    isProse ? '<sheetViews><sheetView workbookViewId="0"></sheetView></sheetViews>' : FROZEN_HEAD,
    `<cols>${cols.join('')}</cols><sheetData>`,
    ...rows.map((row, index) => rowOf(row, index + 1, index === 0 ? STYLES.head : style)),
    '</sheetData>',
    validations.length > 0
      ? `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
      : '',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
  ].join('');
}

function rowOf(row: readonly string[], number: number, style: number): string {
  const cells = row.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${columnLetters(column)}${number}" s="${style}" t="inlineStr"><is>${textXml(text)}</is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** Returns the cells of a column below the heads, with room for more: `B2:B540`. */
export function columnRange(column: number, rows: number): string {
  const letters = columnLetters(column);
  return `${letters}2:${letters}${rows + MORE_ROWS}`;
}
