import { FIRST, type ItemCoding } from './answer-coding.ts';
import { dayNumber, type HeadedColumns } from './columns.ts';
import { valuesOf } from './count-pairs.ts';

/** Which complete responses are looked at; all of these must hold. */
export type Filter =
  /** Any of these; `null` for those that came by none. */
  | { readonly by: 'channel'; readonly channels: readonly (string | null)[] }
  /** YYYY-MM-DD, both included. */
  | { readonly by: 'days'; readonly from?: string; readonly to?: string }
  | { readonly by: 'revision'; readonly revision: number }
  | { readonly by: 'mode'; readonly mode: 'self' | 'field' }
  /** Any of these options. */
  | { readonly by: 'item'; readonly item: string; readonly options: readonly string[] };

/** 1 for each complete response that passes all of them; nothing where one names what is not there. */
export function passing(columns: HeadedColumns, filters: readonly Filter[]): Uint8Array | undefined {
  const passes = columns.counted.slice(0, columns.length);
  for (const filter of filters) {
    const kept = keptBy(columns, filter);
    if (!kept) return undefined;
    for (const { values, isKept } of kept) keep(passes, values, isKept);
  }
  return passes;
}

/** Keeps the rows for whose value `isKept` is 1. */
interface RowFilter {
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  readonly isKept: Uint8Array;
}

const [BYTE, TWO_BYTES] = [2 ** 8, 2 ** 16];

/** Nothing for a filter that names what is not there. */
function keptBy(columns: HeadedColumns, filter: Filter): readonly RowFilter[] | undefined {
  switch (filter.by) {
    case 'channel': {
      // A channel without responses is not an error.
      const isKept = Uint8Array.from(columns.channelNames, (name) => Number(filter.channels.includes(name)));
      return [{ values: columns.channels, isKept }];
    }
    case 'days': {
      const from = filter.from === undefined ? 0 : dayNumber(filter.from);
      const to = filter.to === undefined ? TWO_BYTES : dayNumber(filter.to);
      return [{ values: columns.days, isKept: table(TWO_BYTES, (day) => day >= from && day <= to) }];
    }
    case 'revision': {
      const isKept = Uint8Array.from(columns.revisionNumbers, (number) => Number(number === filter.revision));
      return isKept.includes(1) ? [{ values: columns.revisions, isKept }] : undefined;
    }
    case 'mode': {
      const wanted = filter.mode === 'field' ? 1 : 0;
      return [{ values: columns.inField, isKept: table(2, (inField) => inField === wanted) }];
    }
    case 'item': {
      const item = columns.coding.item.get(filter.item);
      const places = filter.options.map((option) => item?.options.indexOf(option) ?? -1);
      return item && !places.includes(-1) ? keptByOption(columns, item, places) : undefined;
    }
  }
}

function keptByOption(columns: HeadedColumns, coding: ItemCoding, places: readonly number[]): readonly RowFilter[] {
  const { at, kind, width } = coding;
  if (kind === 'mask') return [keptByChoice(columns, columns.bytes.slice(at + 1, at + width), places)];
  const wanted = new Set(places.map((place) => FIRST + place));
  const values = valuesOf(columns.bytes, columns.length, coding);
  return [{ values, isKept: table(width === 1 ? BYTE : TWO_BYTES, (value) => wanted.has(value)) }];
}

/** Keeps the responses that chose any of these options of a multiple choice, which are stored eight to a byte. */
function keptByChoice({ length }: HeadedColumns, bytes: readonly Uint8Array[], places: readonly number[]): RowFilter {
  const isChosen = new Uint8Array(length);
  for (const [byte, values] of bytes.entries()) {
    const bits = places.reduce((sum, place) => (place >> 3 === byte ? sum | (1 << (place & 7)) : sum), 0);
    for (let row = 0; row < length; row++) isChosen[row] = (isChosen[row] ?? 0) | ((values[row] ?? 0) & bits);
  }
  return { values: isChosen, isKept: table(BYTE, (bits) => bits !== 0) };
}

function table(size: number, isKept: (value: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: size }, (_, value) => Number(isKept(value)));
}

/** Looked up, not compared: the processor has nothing to guess. */
function keep(passes: Uint8Array, values: RowFilter['values'], isKept: Uint8Array): void {
  for (let row = 0; row < passes.length; row++) passes[row] = (passes[row] ?? 0) & (isKept[values[row] ?? 0] ?? 0);
}
