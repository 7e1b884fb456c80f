import { type ColumnHead, columnHead, type SheetName, sheetNamed } from '../report/headers.ts';
import type { Sheet } from '../xlsx/workbook-sheet.ts';

export interface KeyedRow {
  readonly number: number;
  /** What the row is about, whatever place it has: the name of a question, the list and the name of a choice. */
  readonly key: string;
  /** By column; empty where the cell is. */
  readonly texts: readonly string[];
}

export interface KeyedColumn extends ColumnHead {
  readonly place: number;
  readonly written: string;
}

/** A sheet whose rows are found by what they are about. */
export interface KeyedSheet {
  readonly name: string;
  readonly role: SheetName | undefined;
  readonly headRow: number;
  readonly columns: readonly KeyedColumn[];
  readonly rows: readonly KeyedRow[];
  /** The columns that say what a row is about, of those that the sheet has. */
  readonly idColumns: readonly KeyedColumn[];
}

const IDS: Readonly<Record<SheetName, readonly string[]>> = {
  settings: [],
  barometre: ['key'],
  notice: ['key'],
  survey: ['name'],
  choices: ['list_name', 'name'],
  facts: ['fact', 'case'],
  profiles: ['criterion'],
  weights: ['question', 'option'],
  more: ['file', 'json-path'],
};

/** An empty first id is that of the row above, as authors leave it out. A key that comes again is numbered. */
export function keyedSheet(sheet: Sheet): KeyedSheet {
  const [head, ...rows] = sheet.rows;
  const named = sheetNamed(sheet.name);
  const role = named === 'explaining' ? undefined : named;
  const columns = (head?.cells ?? []).flatMap((cell, place) =>
    cell ? [{ ...columnHead(cell.text), place, written: cell.text.trim() }] : [],
  );
  const ids = role ? IDS[role] : undefined;
  const idColumns = ids
    ? ids.flatMap((id) => columns.find(({ key }) => key === id || (id === 'name' && key === 'value')) ?? [])
    : columns.slice(0, 1);
  const type = columns.find(({ key }) => key === 'type');
  const times = new Map<string, number>();
  let above = '';
  const keyed = rows.map(({ number, cells }) => {
    const texts = columns.map(({ place }) => cells[place]?.text.trim() ?? '');
    const textIn = (column: KeyedColumn | undefined) => (column && cells[column.place]?.text.trim()) ?? '';
    const [first = '', ...others] = idColumns.map(textIn);
    above = first === '' && others.length > 0 ? above : first;
    const id = [others.length > 0 ? above : first, ...others].join('/');
    // The end of a group has no name.
    const key = id === '' ? `(${textIn(type)})` : id;
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return { number, key: time === 1 ? key : `${key}#${time}`, texts };
  });
  return { name: sheet.name, role, headRow: head?.number ?? 1, columns, rows: keyed, idColumns };
}
