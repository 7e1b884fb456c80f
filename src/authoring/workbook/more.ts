import type { Json } from './form/form-context.ts';
import { cellPlace, type SheetReading, type Table, type TableRow, textAt } from './report/table.ts';

/** The JSON files that a workbook holds. */
export const WORKBOOK_FILES = ['survey', 'notice', 'presentation', 'results'] as const;
export type WorkbookFile = (typeof WORKBOOK_FILES)[number];
export type JsonFiles = { readonly [File in WorkbookFile]?: Json };

/** Sets or removes the value at a path. The path names the elements of an array by their ids, or by index, from `#0`, if some have none. */
export interface MoreRow {
  readonly file: WorkbookFile;
  readonly path: string;
  /** JSON. Empty: remove what is at the path. */
  readonly value: string;
}

/** Returns the rows that turn the files `from`, read from the other sheets, into the files `to`. */
export function differences(from: JsonFiles, to: { readonly [File in WorkbookFile]?: unknown }): readonly MoreRow[] {
  return WORKBOOK_FILES.flatMap((file) =>
    differencesAt(from[file], to[file], []).map(({ path, value }) => ({
      file,
      path: path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/'),
      value: value === undefined ? '' : JSON.stringify(value),
    })),
  );
}

interface Difference {
  readonly path: readonly string[];
  readonly value: unknown;
}

function differencesAt(from: unknown, to: unknown, path: readonly string[]): readonly Difference[] {
  if (from === to) return [];
  if (Array.isArray(from) && Array.isArray(to)) {
    const names = namesOf(to);
    if (from.length !== to.length || namesOf(from).join('/') !== names.join('/')) return [{ path, value: to }];
    return to.flatMap((value, index) => differencesAt(from[index], value, [...path, names[index] ?? '']));
  }
  if (isObject(from) && isObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => differencesAt(from[key], to[key], [...path, key]));
  }
  return [{ path, value: to }];
}

/** Returns the ids of the elements if each has one and all differ; otherwise their indices, from `#0`. */
function namesOf(elements: readonly unknown[]): readonly string[] {
  const ids = elements.flatMap((one) => (isObject(one) && typeof one.id === 'string' ? [one.id] : []));
  return ids.length === elements.length && new Set(ids).size === ids.length
    ? ids
    : elements.map((_, index) => `#${index}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies the rows to the files and reports those that it cannot apply. Consecutive rows of one path hold the pieces of one value, since
 * a cell takes 32 767 characters. Changes the parts of `files` themselves.
 */
export function applyMore(
  table: Table | undefined,
  files: JsonFiles,
  { report }: Pick<SheetReading, 'report'>,
): JsonFiles {
  // Only the outer object is copied: the reader finds the row of a part by the identity of the part.
  const changed: Record<string, unknown> = { ...files };
  const rows = table?.rows ?? [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at] as TableRow;
    const [file, path] = [textAt(row, 'file'), textAt(row, 'json-path')];
    const pieces = [row];
    while (rows[at + pieces.length] && sameTarget(rows[at + pieces.length] as TableRow, row))
      pieces.push(rows[at + pieces.length] as TableRow);
    at += pieces.length;
    const value = parsed(pieces.map((one) => rawAt(one)).join(''));
    for (const piece of pieces) report.carried(piece.table.sheet, piece.number);
    const parts = path === '' ? [] : path.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (!(WORKBOOK_FILES as readonly string[]).includes(file))
      report.say(cellPlace(row, 'file'), 'faulty', 'more.file', file);
    else if (value === NOT_JSON) report.say(cellPlace(row, 'value'), 'faulty', 'more.value', rawAt(row).slice(0, 200));
    else if (!put(changed, [file, ...parts], value)) {
      report.say(cellPlace(row, 'json-path'), 'dropped', 'more.nowhere', path);
    }
  }
  return changed as JsonFiles;
}

function sameTarget(one: TableRow, other: TableRow): boolean {
  return textAt(one, 'file') === textAt(other, 'file') && textAt(one, 'json-path') === textAt(other, 'json-path');
}

function rawAt(row: TableRow): string {
  const column = row.table.columns.find(({ key }) => key === 'value');
  return (column && row.cells[column.place]?.text) ?? '';
}

const NOT_JSON = Symbol('not JSON');

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_JSON;
    throw error;
  }
}

/** Returns false if the path does not exist, because the other sheets no longer have that part. */
function put(root: Json, path: readonly string[], value: unknown): boolean {
  let node: unknown = root;
  for (const part of path.slice(0, -1)) {
    node = childOf(node, part);
    if (node === undefined) return false;
  }
  const last = path.at(-1) ?? '';
  if (Array.isArray(node)) {
    const index = placeIn(node, last);
    if (index === undefined) return false;
    node[index] = value;
    return true;
  }
  if (!isObject(node)) return false;
  if (value === undefined) delete node[last];
  else Object.defineProperty(node, last, { value, enumerable: true, configurable: true, writable: true });
  return true;
}

function childOf(node: unknown, part: string): unknown {
  if (Array.isArray(node)) {
    const index = placeIn(node, part);
    return index === undefined ? undefined : node[index];
  }
  return isObject(node) && Object.hasOwn(node, part) ? node[part] : undefined;
}

function placeIn(elements: readonly unknown[], part: string): number | undefined {
  const index = /^#\d+$/.test(part)
    ? Number(part.slice(1))
    : elements.findIndex((one) => isObject(one) && one.id === part);
  return index >= 0 && index < elements.length ? index : undefined;
}
