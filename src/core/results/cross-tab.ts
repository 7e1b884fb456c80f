import { FIRST, type ItemCoding, STATUS } from './answer-coding.ts';
import { dayNumber, type HeadedColumns } from './columns.ts';
import { countPairs, sideOf } from './count-pairs.ts';

/*
 * Any question against any other, among some of the complete responses: exact, for the organiser alone. What everybody may read is
 * counted by `take-census.ts` and moved by `disclosure.ts`.
 */

/** Which complete responses are looked at; all of these must hold. */
export type Filter =
  | { readonly by: 'channel'; readonly channel: string | null }
  /** YYYY-MM-DD, both included. */
  | { readonly by: 'days'; readonly from?: string; readonly to?: string }
  | { readonly by: 'revision'; readonly revision: number }
  | { readonly by: 'mode'; readonly mode: 'self' | 'field' }
  | { readonly by: 'item'; readonly item: string; readonly option: string };

/** What a respondent who gave no option did instead; `given` to a text, or to a multiple choice any option. */
export type State = keyof typeof STATUS;

/** One side of the table. */
export interface Axis {
  readonly item: string;
  /** One respondent may have several options. */
  readonly isMultiple: boolean;
  readonly states: readonly State[];
  readonly options: readonly string[];
}

export interface CrossTab {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Responses that were looked at: each is in exactly one cell of the states and options of a single choice. */
  readonly n: number;
  /** Those that answered both questions. */
  readonly base: number;
  /** By row, states first and options after them, then by column alike. */
  readonly cells: readonly (readonly number[])[];
}

const STATES = Object.keys(STATUS) as readonly State[];

/** Nothing when one of the items is in no revision, or a filter names what is not there. */
export function crossTab(
  columns: HeadedColumns,
  asked: { readonly rows: string; readonly columns: string; readonly filters: readonly Filter[] },
): CrossTab | undefined {
  const rowItem = columns.coding.item.get(asked.rows);
  const columnItem = columns.coding.item.get(asked.columns);
  if (!rowItem || !columnItem) return undefined;
  const passes = columns.counted.slice(0, columns.length);
  for (const filter of asked.filters) {
    const kept = keptBy(columns, filter);
    if (!kept) return undefined;
    for (const { values, isKept } of kept) keep(passes, values, isKept);
  }
  const width = FIRST + columnItem.options.length;
  const { counts } = countPairs(passes, sideOf(columns, rowItem), sideOf(columns, columnItem));
  const cells = Array.from({ length: FIRST + rowItem.options.length }, (_, at) => [
    ...counts.subarray(at * width, (at + 1) * width),
  ]);
  let [n, base] = [0, 0];
  for (const [one, cellsOfRow] of cells.entries())
    for (const [other, count] of cellsOfRow.entries()) {
      if (isOnce(rowItem, one) && isOnce(columnItem, other)) n += count;
      if (isAnswer(rowItem, one) && isAnswer(columnItem, other)) base += count;
    }
  return { rows: axisOf(rowItem), columns: axisOf(columnItem), n, base, cells };
}

function axisOf({ item, kind, options }: ItemCoding): Axis {
  return { item, isMultiple: kind === 'mask', states: STATES, options };
}

/** Each response is counted under one of these, whether it answers or not. */
function isOnce({ kind }: ItemCoding, value: number): boolean {
  return kind !== 'mask' || value < FIRST;
}

/** Each respondent who answered is counted under one of these, however many options were chosen. */
function isAnswer({ kind }: ItemCoding, value: number): boolean {
  return kind === 'place' ? value >= FIRST : value === STATUS.given;
}

/** Keeps the rows for whose value `isKept` is 1. */
interface Kept {
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  readonly isKept: Uint8Array;
}

const NO_BYTES = new Uint8Array();
const [BYTE, TWO_BYTES] = [2 ** 8, 2 ** 16];

/** Nothing for a filter that names what is not there. */
function keptBy(columns: HeadedColumns, filter: Filter): readonly Kept[] | undefined {
  switch (filter.by) {
    case 'channel': {
      // A channel without responses is not an error.
      const isKept = Uint8Array.from(columns.channelNames, (name) => Number(name === filter.channel));
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
      const place = item?.options.indexOf(filter.option) ?? -1;
      return item && place >= 0 ? keptByOption(columns, item, place) : undefined;
    }
  }
}

function keptByOption({ bytes }: HeadedColumns, { at, kind, width }: ItemCoding, place: number): readonly Kept[] {
  if (kind === 'mask') {
    const bit = 1 << (place & 7);
    return [{ values: bytes[at + 1 + (place >> 3)] ?? NO_BYTES, isKept: table(BYTE, (mask) => (mask & bit) !== 0) }];
  }
  const value = FIRST + place;
  const lower = { values: bytes[at + width - 1] ?? NO_BYTES, isKept: table(BYTE, (byte) => byte === (value & 255)) };
  if (width === 1) return [lower];
  return [lower, { values: bytes[at] ?? NO_BYTES, isKept: table(BYTE, (byte) => byte === value >> 8) }];
}

function table(size: number, isKept: (value: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: size }, (_, value) => Number(isKept(value)));
}

/** Looked up, not compared: the processor has nothing to guess. */
function keep(passes: Uint8Array, values: Kept['values'], isKept: Uint8Array): void {
  for (let row = 0; row < passes.length; row++) passes[row] = (passes[row] ?? 0) & (isKept[values[row] ?? 0] ?? 0);
}
