import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { SheetName } from '../report/headers.ts';
import { languageHead, type OutputRow, SHEET_COLUMNS, type SheetColumn, writtenHead } from '../report/sheet-columns.ts';
import { columnRange, type OutputSheet } from '../xlsx/write-xlsx.ts';

/** The rows of a sheet. Texts in them are the objects of the survey itself, into which a translation is put. */
export interface OutputTable {
  readonly name: SheetName;
  readonly rows: readonly OutputRow[];
  /** The columns after the declared ones. */
  readonly profiles?: readonly string[];
}

/** A cell, with the text of the survey that it shows in one language. */
interface LayoutCell {
  readonly shown: string;
  readonly text?: LocalText;
}

interface LayoutRow {
  readonly cells: readonly LayoutCell[];
  /** The language of a row whose cells below profiles are in one. */
  readonly tag?: string;
}

interface TableLayout {
  readonly columns: readonly (SheetColumn & { readonly tag?: string })[];
  readonly rows: readonly LayoutRow[];
}

/** The characters that a cell takes. A longer text is in the sheet `more`. */
const MOST_CHARACTERS = 32_767;

/** Lays rows out in columns, one for each language of a text. `isBrief` leaves out each column that no row fills. */
export function laidTable(
  { name, rows, profiles = [] }: OutputTable,
  languages: readonly string[],
  isBrief = false,
): TableLayout {
  const declared = [...SHEET_COLUMNS[name], ...profiles.map((key): SheetColumn => ({ key, isAlways: true }))];
  const columns = declared.flatMap((column): TableLayout['columns'] =>
    column.isText ? languages.map((tag) => ({ ...column, tag })) : [column],
  );
  const laid = rows.flatMap((row) => laidRows(row, columns, languages));
  // A column that no row fills would be one more to scroll past.
  const kept = columns.flatMap(({ isAlways }, place) =>
    (isAlways && !isBrief) || laid.some(({ cells }) => cells[place]?.shown !== '') ? [place] : [],
  );
  const pick = <T>(all: readonly T[]): readonly T[] => kept.flatMap((place) => all[place] ?? []);
  return { columns: pick(columns), rows: laid.map((row) => ({ ...row, cells: pick(row.cells) })) };
}

/** Returns one row; one for each language where cells below profiles are texts, as in `(name::Français (fr))`. */
function laidRows(row: OutputRow, columns: TableLayout['columns'], languages: readonly string[]): readonly LayoutRow[] {
  const { criterion } = row;
  if (typeof criterion !== 'string' || !/^\((name|said|rule|says)\)/.test(criterion))
    return [{ cells: columns.map((column) => cellOf(row[column.key], column)) }];
  return languages.map((tag) => {
    const named = languages.length > 1 ? criterion.replace(')', `::${languageHead(tag)})`) : criterion;
    const cells = columns.map((column) => cellOf(column.key === 'criterion' ? named : row[column.key], { tag }));
    return { cells, tag };
  });
}

function cellOf(
  value: OutputRow[string],
  { isText, tag }: Pick<SheetColumn, 'isText'> & { readonly tag?: string },
): LayoutCell {
  if (typeof value === 'string') return { shown: isText ? '' : fitting(value) };
  return value && tag !== undefined ? { shown: fitting(value[tag] ?? ''), text: value } : { shown: '' };
}

function fitting(text: string): string {
  return text.length > MOST_CHARACTERS ? '' : text;
}

/** Returns the sheet with its heads. The column `type` offers `types`. */
export function writtenSheet(
  table: OutputTable,
  languages: readonly string[],
  { types = [], isBrief = false }: { readonly types?: readonly string[]; readonly isBrief?: boolean } = {},
): OutputSheet {
  const { columns, rows } = laidTable(table, languages, isBrief);
  return {
    name: table.name,
    rows: [
      columns.map(({ key, tag }) => (table.profiles?.includes(key) ? key : writtenHead(key, tag))),
      ...rows.map(({ cells }) => cells.map(({ shown }) => shown)),
    ],
    // In characters: sentences need room, and a yes or a number little.
    widths: columns.map(({ width = 24 }) => width),
    choices: columns.flatMap(({ key, offers = key === 'type' ? types : [] }, place) =>
      offers.length > 0 ? [{ range: columnRange(place, rows.length), list: offers }] : [],
    ),
  };
}
