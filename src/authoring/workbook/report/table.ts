import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Sheet, SheetCell } from '../xlsx/workbook-sheet.ts';
import { type ColumnHead, columnHead } from './headers.ts';
import type { CellPlace, ReportWriter } from './report.ts';

export interface TableColumn extends ColumnHead {
  readonly place: number;
  readonly written: string;
}

/** A sheet with its first row read as heads. */
export interface Table {
  readonly sheet: string;
  readonly headRow: number;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** A row below the heads. */
export interface TableRow {
  readonly table: Table;
  readonly number: number;
  readonly cells: readonly (SheetCell | undefined)[];
}

/** What all readers share. */
export interface SheetReading {
  readonly report: ReportWriter;
  /** The first is the language of reference. */
  readonly languages: readonly string[];
}

/** Says of formulas, errors and merged cells what became of them, and counts the rows. */
export function tableOf(sheet: Sheet, report: ReportWriter): Table {
  const [head, ...rows] = sheet.rows;
  const columns = (head?.cells ?? []).flatMap((cell, place) =>
    cell ? [{ ...columnHead(cell.text), place, written: cell.text }] : [],
  );
  const table: Table = { sheet: sheet.name, headRow: head?.number ?? 1, columns, rows: [] };
  for (const { number, cells, isMade } of rows) {
    if (!isMade) report.row(sheet.name, number);
    for (const [column, cell] of cells.entries()) {
      if (!cell) continue;
      const place = { sheet: sheet.name, row: number, column };
      if (cell.kind === 'error') report.say(place, 'faulty', 'cell.error', cell.text);
      else if (cell.isFormula && cell.text === '') report.say(place, 'faulty', 'cell.formula-empty', '');
      else if (cell.isFormula) report.say(place, 'otherwise', 'cell.formula', cell.text);
    }
  }
  sayMerged(sheet, report);
  const read = rows.map(({ number, cells }) => ({ table, number, cells }));
  (table as { rows: readonly TableRow[] }).rows = read;
  return table;
}

function sayMerged({ name, merged, rows }: Sheet, report: ReportWriter): void {
  for (const range of merged) {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)/.exec(range) ?? [];
    const found = rows.find(({ number }) => number === Number(row));
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const cell = found?.cells[column];
    // A merged range without a value holds nothing that could be lost.
    if (cell) report.say({ sheet: name, row: Number(row), column }, 'otherwise', 'cell.merged', cell.text, { range });
  }
}

export function columnNamed(table: Table, key: string, language?: string): TableColumn | undefined {
  return table.columns.find((column) => column.key === key && column.language === language);
}

/** The place of a cell; of the first cell of the row where there is no such column. */
export function cellPlace(row: TableRow, key: string, language?: string): CellPlace {
  const column =
    columnNamed(row.table, key, language)?.place ?? row.table.columns.find((one) => one.key === key)?.place ?? 0;
  return { sheet: row.table.sheet, row: row.number, column };
}

/** The cell as it is, in a column of no language. */
export function cellAt(row: TableRow, key: string): SheetCell | undefined {
  const column = columnNamed(row.table, key);
  return column && row.cells[column.place];
}

/** The text of a cell without the blanks around it; empty where there is none. */
export function textAt(row: TableRow, key: string): string {
  return cellAt(row, key)?.text.trim() ?? '';
}

/** An id or a code as text. A day or an error in its place is a fault: what was written is lost. */
export function codeAt(row: TableRow, key: string, { report }: Pick<SheetReading, 'report'>): string {
  const cell = cellAt(row, key);
  if (cell?.kind === 'date') {
    report.say(cellPlace(row, key), 'faulty', 'cell.date', cell.text);
    return '';
  }
  return cell?.kind === 'error' ? '' : (cell?.text.trim() ?? '');
}

/** The texts of a key in each language; nothing where there is none. A column without a language is in that of reference. */
export function textsAt(
  row: TableRow,
  key: string,
  { languages }: Pick<SheetReading, 'languages'>,
): LocalText | undefined {
  const texts: Record<string, string> = {};
  for (const column of row.table.columns) {
    if (column.key !== key) continue;
    const cell = row.cells[column.place];
    const language = column.language ?? languages[0];
    if (language === undefined || !languages.includes(language)) continue;
    if (cell && cell.kind !== 'error' && cell.text !== '' && !(language in texts)) texts[language] = cell.text;
  }
  return Object.keys(texts).length > 0 ? texts : undefined;
}

/** Whether a cell says yes; `undefined` for an empty one, its text for what is neither. */
export function yesAt(row: TableRow, key: string): boolean | string | undefined {
  const text = textAt(row, key);
  if (text === '') return undefined;
  if (/^(yes|oui|true|vrai|1|x|true\(\))$/i.test(text)) return true;
  if (/^(no|non|false|faux|0|false\(\))$/i.test(text)) return false;
  return text;
}
