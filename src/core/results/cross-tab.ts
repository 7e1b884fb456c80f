import { FIRST, type ItemCoding, STATUS } from './answer-coding.ts';
import type { HeadedColumns } from './columns.ts';
import { countPairs, type ItemValues, sideOf } from './count-pairs.ts';
import { sum } from './disclosure/fit-tables.ts';
import { headSide } from './head-sides.ts';
import { type Filter, passing } from './passing.ts';

/*
 * Any question against any other, among some of the complete responses: exact, for the organiser alone. What everybody may read is
 * counted by `take-census.ts` and moved by `disclosure.ts`.
 */

/** A respondent who gave no option did one of these; `given` is a text, or any option of a multiple choice. */
type State = keyof typeof STATUS;

/** One side of the table. */
interface Axis {
  readonly item: string;
  /** One respondent may have several options. */
  readonly isMultiple: boolean;
  readonly states: readonly State[];
  readonly options: readonly string[];
}

export interface CrossTab {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Responses that were looked at. */
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
  const rowSide = sideNamed(columns, asked.rows);
  const columnSide = sideNamed(columns, asked.columns);
  const passes = passing(columns, asked.filters);
  if (!rowSide || !columnSide || !passes) return undefined;
  const width = columnSide.values.size;
  const counts = countPairs(passes, rowSide.values, columnSide.values);
  const cells = Array.from({ length: rowSide.values.size }, (_, at) => [
    ...counts.subarray(at * width, (at + 1) * width),
  ]);
  const base = sum(
    cells.map((row, one) => sum(row.filter((_, other) => isAnswer(rowSide, one) && isAnswer(columnSide, other)))),
  );
  return { rows: rowSide.axis, columns: columnSide.axis, n: passes.reduce((all, one) => all + one, 0), base, cells };
}

interface Side {
  readonly axis: Axis;
  readonly values: ItemValues;
  /** A text has no options. */
  readonly kind: ItemCoding['kind'];
}

/** An item, or what is known of each response: `@profile`, `@channel`, `@mode`. */
function sideNamed(columns: HeadedColumns, name: string): Side | undefined {
  const head = headSide(columns, name);
  const named = { item: name, states: STATES };
  if (head) return { axis: { ...named, isMultiple: false, options: head.options }, values: head.values, kind: 'place' };
  const coding = columns.coding.item.get(name);
  if (!coding) return undefined;
  const { kind, options } = coding;
  return { axis: { ...named, isMultiple: kind === 'mask', options }, values: sideOf(columns, coding), kind };
}

/** Each respondent who answered is counted under one of these, however many options were chosen. */
function isAnswer({ kind }: Side, value: number): boolean {
  return kind === 'place' ? value >= FIRST : value === STATUS.given;
}
