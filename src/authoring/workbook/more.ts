import type { Table, TableRow } from './report/table.ts';

/** The JSON files that a workbook holds. */
const WORKBOOK_FILES = ['survey', 'notice', 'presentation', 'results'] as const;
type WorkbookFile = (typeof WORKBOOK_FILES)[number];
export type JsonFiles = { readonly [File in WorkbookFile]?: unknown };

/** Sets or removes the value at a path. The path names the elements of an array by their ids, or by index, from `#0`, if some have none. */
interface MoreRow {
  readonly file: WorkbookFile;
  readonly path: string;
  /** JSON. Empty: remove what is at the path. */
  readonly value: string;
}

/** Returns the rows that turn the files `from`, read from the other sheets, into the files `to`. */
export function differences(from: JsonFiles, to: JsonFiles): readonly MoreRow[] {
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies the rows to the files and reports those that it cannot apply. Consecutive rows of one path hold the pieces of one value, since
 * a cell takes 32 767 characters. Changes the parts of `files` themselves.
 */
export function applyMore({ rows }: Table, files: JsonFiles): JsonFiles {
  // Only the outer object is copied: the reader finds the row of a part by the identity of the part.
  const changed: Record<string, unknown> = { ...files };
  for (const pieces of valuesIn(rows)) {
    const [row] = pieces;
    const [file, path] = [row.text('file'), row.text('json-path')];
    const value = cellJson(pieces.map((piece) => piece.cell('value')?.text ?? '').join(''));
    for (const piece of pieces) piece.carried();
    if (!WORKBOOK_FILES.some((one) => one === file)) row.say('file', 'faulty', 'more.file', file);
    else if (value === NOT_JSON)
      row.say('value', 'faulty', 'more.value', (row.cell('value')?.text ?? '').slice(0, 200));
    else if (!put(changed, [file, ...partsOf(path)], value)) row.say('json-path', 'dropped', 'more.nowhere', path);
  }
  return changed;
}

/** Puts the pieces of each value together. */
function valuesIn(rows: readonly TableRow[]): readonly (readonly [TableRow, ...TableRow[]])[] {
  const values: [TableRow, ...TableRow[]][] = [];
  for (const row of rows) {
    const last = values.at(-1);
    const isSame = (key: string) => last?.[0].text(key) === row.text(key);
    if (last && isSame('file') && isSame('json-path')) last.push(row);
    else values.push([row]);
  }
  return values;
}

function partsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the value at the path of a row; `undefined` where there is none. */
export function valueAt(files: JsonFiles, file: string, path: string): unknown {
  return [file, ...partsOf(path)].reduce<unknown>(childOf, files);
}

const NOT_JSON = Symbol('not JSON');

/** Returns the JSON in a cell; `NOT_JSON` where it is none, as in a piece of a longer value. */
export function cellJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_JSON;
    throw error;
  }
}

/** Returns false if the path does not exist, because the other sheets no longer have that part. */
function put(root: unknown, path: readonly string[], value: unknown): boolean {
  const node = path.slice(0, -1).reduce(childOf, root);
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
