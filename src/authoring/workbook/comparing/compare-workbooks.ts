import type { ComparisonCode } from '../report/comparison-sentences.ts';
import { refusalOf, type WorkbookRefusal } from '../report/refusals.ts';
import { sentence } from '../report/sentences.ts';
import { withoutPrepared } from '../typology/prepared-tables.ts';
import { openWorkbook } from '../xlsx/open-workbook.ts';
import { columnLetters, type OpenedWorkbook } from '../xlsx/workbook-sheet.ts';
import { type KeyedColumn, type KeyedRow, type KeyedSheet, keyedSheet } from './keyed-sheet.ts';

/** Where two workbooks differ. The place is in the later one, and in the earlier one for what is no longer there. */
export interface ComparisonLine {
  readonly sheet: string;
  readonly cell: string;
  readonly code: ComparisonCode;
  readonly before: string;
  readonly after: string;
  readonly says: { readonly fr: string; readonly en: string };
}

export type WorkbookComparison =
  | { readonly kind: 'compared'; readonly lines: readonly ComparisonLine[] }
  | WorkbookRefusal;

/** More of a text would hide the other one. */
const LONGEST = 200;

/** Compares two workbooks by sheet and cell. Rows are matched by what they are about, so that one row more moves no other. */
export function compareWorkbooks(before: Uint8Array, after: Uint8Array): WorkbookComparison {
  const [earlier, later] = [openWorkbook(before), openWorkbook(after)];
  if (earlier.kind === 'refused') return refusalOf(earlier.reason);
  if (later.kind === 'refused') return refusalOf(later.reason);
  return { kind: 'compared', lines: linesBetween(withoutPrepared(earlier.workbook), withoutPrepared(later.workbook)) };
}

function linesBetween(before: OpenedWorkbook, after: OpenedWorkbook): readonly ComparisonLine[] {
  const earlier = new Map(before.sheets.map(keyedSheet).map((sheet) => [nameOf(sheet), sheet]));
  const later = after.sheets.map(keyedSheet);
  const lines = later.flatMap((sheet) => {
    const other = earlier.get(nameOf(sheet));
    if (!other) return [line(sheet.name, 'A1', 'comparison.sheet-added', '', String(sheet.rows.length))];
    return sheetLines(other, sheet);
  });
  const kept = new Set(later.map(nameOf));
  const gone = [...earlier].filter(([name]) => !kept.has(name));
  return [
    ...lines,
    ...gone.map(([, { name, rows }]) => line(name, 'A1', 'comparison.sheet-removed', String(rows.length), '')),
  ];
}

/** `Questionnaire` and `survey` are one sheet. */
function nameOf({ role, name }: KeyedSheet): string {
  return role ?? `(${name.trim().toLowerCase()})`;
}

function sheetLines(before: KeyedSheet, after: KeyedSheet): readonly ComparisonLine[] {
  const { name } = after;
  const columns = new Map(before.columns.map((column, place) => [columnName(column), { column, place }]));
  const shared = after.columns.flatMap((column, place) => {
    const other = columns.get(columnName(column));
    return other ? [{ column, place, before: other.place }] : [];
  });
  const lines: ComparisonLine[] = [];
  for (const [place, column] of after.columns.entries())
    if (!columns.has(columnName(column)))
      lines.push(columnLine(after, column, filled(after, place), 'comparison.column-added'));
  const kept = new Set(after.columns.map(columnName));
  for (const { column, place } of columns.values())
    if (!kept.has(columnName(column)))
      lines.push(columnLine(before, column, filled(before, place), 'comparison.column-removed'));
  const rows = new Map(before.rows.map((row, index) => [row.key, { row, index }]));
  const moved = movedRows(after.rows.map(({ key }) => rows.get(key)?.index));
  for (const [index, row] of after.rows.entries()) {
    const other = rows.get(row.key)?.row;
    if (!other) {
      lines.push(line(name, `A${row.number}`, 'comparison.row-added', '', textOf(row)));
      continue;
    }
    if (moved.has(index))
      lines.push(line(name, `A${row.number}`, 'comparison.row-moved', String(other.number), String(row.number)));
    for (const { column, place, before: at } of shared) {
      const [was = '', is = ''] = [other.texts[at], row.texts[place]];
      if (was !== is)
        lines.push(line(name, `${columnLetters(column.place)}${row.number}`, 'comparison.changed', was, is));
    }
  }
  const stay = new Set(after.rows.map(({ key }) => key));
  for (const row of before.rows)
    if (!stay.has(row.key)) lines.push(line(before.name, `A${row.number}`, 'comparison.row-removed', textOf(row), ''));
  return lines;
}

function columnName({ key, language, unknownLanguage }: KeyedColumn): string {
  return [key, language ?? unknownLanguage ?? ''].join('::');
}

function filled({ rows }: KeyedSheet, place: number): number {
  return rows.filter(({ texts }) => texts[place] !== '').length;
}

function columnLine(
  sheet: KeyedSheet,
  { place, written }: KeyedColumn,
  count: number,
  code: ComparisonCode,
): ComparisonLine {
  const isAdded = code === 'comparison.column-added';
  const cell = `${columnLetters(place)}${sheet.headRow}`;
  return line(sheet.name, cell, code, isAdded ? '' : written, isAdded ? written : '', count);
}

function textOf({ texts }: KeyedRow): string {
  return texts.filter((text) => text !== '').join(' · ');
}

function line(
  sheet: string,
  cell: string,
  code: ComparisonCode,
  before: string,
  after: string,
  count = 0,
): ComparisonLine {
  const words = { sheet, cell, row: cell.replace(/^[A-Z]+/, ''), before: quoted(before), after: quoted(after), count };
  return { sheet, cell, code, before, after, says: sentence(code, words) };
}

function quoted(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
}

/**
 * Returns the indices of the rows that moved: as few as possible, so that all others keep their order. `places` gives where each row was
 * before, `undefined` for a new one.
 */
function movedRows(places: readonly (number | undefined)[]): ReadonlySet<number> {
  // The last row of the best run of each length, and the row before each one in its run.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const [index, place] of places.entries()) {
    if (place === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous.set(index, ends[low - 1]);
    ends[low] = index;
  }
  const stays = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) stays.add(at);
  return new Set([...previous.keys()].filter((index) => !stays.has(index)));
}
