import { FIRST, type ItemCoding, STATUS } from './coding.ts';
import { dayNumber, type HeadedColumns } from './columns.ts';
import { countPairs, sideOf } from './pairs.ts';

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
  /** Of a multiple choice the options of one respondent are several. */
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
  for (const filter of asked.filters) if (!keep(passes, columns, filter)) return undefined;
  const width = FIRST + columnItem.options.length;
  const { counts } = countPairs(passes, sideOf(columns, rowItem), sideOf(columns, columnItem));
  const cells = Array.from({ length: FIRST + rowItem.options.length }, (_, at) => [
    ...counts.subarray(at * width, (at + 1) * width),
  ]);
  let [n, base] = [0, 0];
  for (const isIn of passes) n += isIn;
  for (const [one, cellsOfRow] of cells.entries())
    for (const [other, count] of cellsOfRow.entries())
      if (isAnswer(rowItem, one) && isAnswer(columnItem, other)) base += count;
  return { rows: axisOf(rowItem), columns: axisOf(columnItem), n, base, cells };
}

function axisOf({ item, kind, options }: ItemCoding): Axis {
  return { item, isMultiple: kind === 'mask', states: STATES, options };
}

/** Counts each respondent who answered once, however many options were chosen. */
function isAnswer({ kind }: ItemCoding, value: number): boolean {
  return kind === 'place' ? value >= FIRST : value === STATUS.given;
}

const NO_BYTES = new Uint8Array();

/** Takes out those that a filter does not let through; false when it names what is not there. */
function keep(passes: Uint8Array, columns: HeadedColumns, filter: Filter): boolean {
  switch (filter.by) {
    case 'channel': {
      const place = columns.channelNames.indexOf(filter.channel);
      const { channels } = columns;
      // A channel that nobody came by is no fault.
      for (let row = 0; row < passes.length; row++) if (channels[row] !== place) passes[row] = 0;
      return true;
    }
    case 'days': {
      const from = filter.from === undefined ? 0 : dayNumber(filter.from);
      const to = filter.to === undefined ? Infinity : dayNumber(filter.to);
      const { days } = columns;
      for (let row = 0; row < passes.length; row++) {
        const day = days[row] ?? 0;
        if (day < from || day > to) passes[row] = 0;
      }
      return true;
    }
    case 'revision': {
      const place = columns.revisionNumbers.indexOf(filter.revision);
      const { revisions } = columns;
      for (let row = 0; row < passes.length; row++) if (revisions[row] !== place) passes[row] = 0;
      return place >= 0;
    }
    case 'mode': {
      keepByte(passes, columns.inField, 255, filter.mode === 'field' ? 1 : 0);
      return true;
    }
    case 'item': {
      const item = columns.coding.item.get(filter.item);
      const place = item?.options.indexOf(filter.option) ?? -1;
      if (!item || place < 0) return false;
      keepOption(passes, columns, item, place);
      return true;
    }
  }
}

function keepOption(
  passes: Uint8Array,
  { bytes }: HeadedColumns,
  { at, kind, width }: ItemCoding,
  place: number,
): void {
  if (kind === 'mask') {
    const bit = 1 << (place & 7);
    keepByte(passes, bytes[at + 1 + (place >> 3)] ?? NO_BYTES, bit, bit);
    return;
  }
  const value = FIRST + place;
  keepByte(passes, bytes[at + width - 1] ?? NO_BYTES, 255, value & 255);
  if (width === 2) keepByte(passes, bytes[at] ?? NO_BYTES, 255, value >> 8);
}

function keepByte(passes: Uint8Array, plane: Uint8Array, mask: number, wanted: number): void {
  for (let row = 0; row < passes.length; row++) if (((plane[row] ?? 0) & mask) !== wanted) passes[row] = 0;
}
