import { FIRST, type ItemCoding } from './coding.ts';
import type { Columns } from './columns.ts';

/*
 * Counting two items at once. Every loop here runs over a million responses within a frame or two: plain arrays of one kind, and no
 * function called by row.
 */

/** What each response says to an item. */
export interface ItemValues {
  /** So many states and options. */
  readonly size: number;
  /** The state, or the option from `FIRST` on; of a multiple choice the state alone. */
  readonly values: Uint16Array;
  /** Of a multiple choice the options chosen, 32 to a word. */
  readonly words: readonly Uint32Array[];
}

export interface PairCounts {
  /** By row's value, then by column's. */
  readonly counts: Float64Array;
  /** The sums of their keys. */
  readonly sums: Float64Array;
}

const NO_BYTES = new Uint8Array();

export function sideOf({ bytes, length }: Pick<Columns, 'bytes' | 'length'>, item: ItemCoding): ItemValues {
  const { at, kind, width, options } = item;
  const size = FIRST + options.length;
  const first = bytes[at] ?? NO_BYTES;
  // A copy of its numbers: `from` would go through an iterator, at ten times the cost.
  const values = new Uint16Array(first.subarray(0, length));
  if (kind === 'mask') return { size, values, words: wordsOf(bytes.slice(at + 1, at + width), length) };
  const second = bytes[at + 1] ?? NO_BYTES;
  if (width === 2) for (let row = 0; row < length; row++) values[row] = ((first[row] ?? 0) << 8) | (second[row] ?? 0);
  return { size, values, words: [] };
}

function wordsOf(planes: readonly Uint8Array[], length: number): readonly Uint32Array[] {
  const words: Uint32Array[] = [];
  for (const [byte, plane] of planes.entries()) {
    const shift = (byte % 4) * 8;
    const word = shift === 0 ? new Uint32Array(length) : (words.at(-1) ?? new Uint32Array(length));
    if (shift === 0) words.push(word);
    for (let row = 0; row < length; row++) word[row] = (word[row] ?? 0) | ((plane[row] ?? 0) << shift);
  }
  return words;
}

/** Counts the responses of which `isIn` is 1 by what they say to both. Without keys they are not summed up. */
export function countPairs(isIn: Uint8Array, rows: ItemValues, columns: ItemValues, keys?: Uint32Array): PairCounts {
  const cells = rows.size * columns.size;
  const found = { counts: new Float64Array(cells), sums: new Float64Array(keys ? cells : 0) };
  if (rows.words.length > 0 || columns.words.length > 0) countSeveral(isIn, rows, columns, keys, found);
  else if (keys) countKeyed(isIn, rows, columns, keys, found);
  else countSingle(isIn, rows, columns, found.counts);
  return found;
}

function countSingle(isIn: Uint8Array, rows: ItemValues, columns: ItemValues, counts: Float64Array): void {
  const [one, other, size] = [rows.values, columns.values, columns.size];
  for (let row = 0; row < isIn.length; row++) {
    if (isIn[row] !== 1) continue;
    const cell = (one[row] ?? 0) * size + (other[row] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
}

function countKeyed(
  isIn: Uint8Array,
  rows: ItemValues,
  columns: ItemValues,
  keys: Uint32Array,
  { counts, sums }: PairCounts,
): void {
  const [one, other, size] = [rows.values, columns.values, columns.size];
  for (let row = 0; row < isIn.length; row++) {
    if (isIn[row] !== 1) continue;
    const cell = (one[row] ?? 0) * size + (other[row] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
    sums[cell] = (sums[cell] ?? 0) + (keys[row] ?? 0);
  }
}

function countSeveral(
  isIn: Uint8Array,
  rows: ItemValues,
  columns: ItemValues,
  keys: Uint32Array | undefined,
  { counts, sums }: PairCounts,
): void {
  const size = columns.size;
  const [ofRow, ofColumn] = [new Uint16Array(rows.size + 1), new Uint16Array(columns.size + 1)];
  for (let row = 0; row < isIn.length; row++) {
    if (isIn[row] !== 1) continue;
    const [some, others] = [listed(rows, row, ofRow), listed(columns, row, ofColumn)];
    const key = keys ? (keys[row] ?? 0) : 0;
    for (let at = 0; at < some; at++) {
      const start = (ofRow[at] ?? 0) * size;
      for (let to = 0; to < others; to++) {
        const cell = start + (ofColumn[to] ?? 0);
        counts[cell] = (counts[cell] ?? 0) + 1;
        if (keys) sums[cell] = (sums[cell] ?? 0) + key;
      }
    }
  }
}

/** Writes the state and the options of one response, and says how many they are. */
function listed({ values, words }: ItemValues, row: number, into: Uint16Array): number {
  into[0] = values[row] ?? 0;
  let found = 1;
  for (let word = 0; word < words.length; word++)
    for (let bits = words[word]?.[row] ?? 0; bits !== 0; bits &= bits - 1)
      into[found++] = FIRST + word * 32 + 31 - Math.clz32(bits & -bits);
  return found;
}
