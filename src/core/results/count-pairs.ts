import { FIRST, type ItemCoding } from './answer-coding.ts';
import type { Columns } from './columns.ts';

/*
 * Counting one item, or two at once. The loops here run over a million responses within a frame: plain arrays, no function called by row,
 * and no branch that depends on what somebody answered, which the processor would guess wrong.
 */

/** The answer of each response to an item, as numbers that are counted one by one. */
export interface ItemValues {
  /** So many states and options. */
  readonly size: number;
  /** The first says the state, or the option from `FIRST` on; of a multiple choice the others say which options, eight to a byte. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  /** Values are below this. */
  readonly bound: number;
  /** Returns the states and options that a value encodes. */
  readonly meaning: (value: number) => readonly number[];
}

const NO_BYTES = new Uint8Array();
const BYTE = 256;

export function sideOf({ bytes, length }: Pick<Columns, 'bytes' | 'length'>, item: ItemCoding): ItemValues {
  const { at, kind, width, options } = item;
  const size = FIRST + options.length;
  const plain = plainSide(valuesOf(bytes, length, item), size);
  if (kind !== 'mask') return plain;
  const masks = bytes.slice(at + 1, at + width).map((values, byte) => ({
    values,
    bound: BYTE,
    meaning: (mask: number) => bitsOf(mask).map((bit) => FIRST + byte * 8 + bit),
  }));
  return { size, parts: [...plain.parts, ...masks] };
}

/** Values that are counted as they are, all of them below `size`. */
export function plainSide(values: Part['values'], size: number): ItemValues {
  return { size, parts: [{ values, bound: size, meaning: (value) => [value] }] };
}

/** The state, or the option from `FIRST` on; of a multiple choice the state alone. */
export function valuesOf(
  bytes: Columns['bytes'],
  length: number,
  { at, kind, width }: ItemCoding,
): Uint8Array | Uint16Array {
  const first = bytes[at] ?? NO_BYTES;
  if (kind === 'mask' || width === 1) return first;
  const second = bytes[at + 1] ?? NO_BYTES;
  const values = new Uint16Array(length);
  for (let row = 0; row < length; row++) values[row] = ((first[row] ?? 0) << 8) | (second[row] ?? 0);
  return values;
}

function bitsOf(mask: number): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => mask & (1 << bit));
}

/** Counts the responses of which `isIn` is 1, and not 0, by what they say to both: by row's value, then by column's. */
export function countPairs(isIn: Uint8Array, rows: ItemValues, columns: ItemValues): Float64Array {
  const counts = new Float64Array(rows.size * columns.size);
  for (const one of rows.parts)
    for (const other of columns.parts) spread(jointly(isIn, one, other), one, other, counts, columns.size);
  return counts;
}

/** Counts them by what they say to one. */
export function countEach(isIn: Uint8Array, values: ItemValues): readonly number[] {
  return [...countPairs(isIn, values, plainSide(new Uint8Array(isIn.length), 1))];
}

/** From the numbers of two parts to the states and options that they stand for. */
function spread(joint: ArrayLike<number>, one: Part, other: Part, into: Float64Array, width: number): void {
  for (let cell = 0; cell < joint.length; cell++) {
    const amount = joint[cell] ?? 0;
    if (amount === 0) continue;
    const columns = other.meaning(cell % other.bound);
    for (const row of one.meaning(Math.floor(cell / other.bound)))
      for (const column of columns) into[row * width + column] = (into[row * width + column] ?? 0) + amount;
  }
}

function jointly(isIn: Uint8Array, { values: one, bound }: Part, { values: other, bound: size }: Part): Uint32Array {
  const counts = new Uint32Array(bound * size);
  for (let row = 0; row < isIn.length; row++) {
    const cell = (one[row] ?? 0) * size + (other[row] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + (isIn[row] ?? 0);
  }
  return counts;
}
