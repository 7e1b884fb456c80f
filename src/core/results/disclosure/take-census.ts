import { FIRST, type ItemCoding } from '../answer-coding.ts';
import type { HeadedColumns } from '../columns.ts';
import { countPairs, sideOf, valuesOf } from '../count-pairs.ts';
import { EVERYONE } from '../everyone.ts';
import { MINUTE_BANDS, MOST_MINUTES } from './durations.ts';
import {
  type CrossingDefinition,
  PROFILES,
  sideValues,
  type TableDefinition,
  type TableDefinitions,
} from './table-definitions.ts';

/** What a publication is made from: exact, in the order of the definitions, and never shown or kept. */
export interface Census {
  /** By stratum. */
  readonly sizes: readonly number[];
  /** By table, by stratum, by cell. */
  readonly tables: readonly (readonly (readonly number[])[])[];
  readonly territories: readonly number[];
  /** By crossing: its cells row by row, of all strata, or of one. Those with the stratum's item have none. */
  readonly crossings: readonly (readonly number[])[];
  readonly unfinished: number;
  /** Complete ones, answered alone and in the field. */
  readonly modes: readonly [self: number, field: number];
  readonly channels: readonly number[];
  /** Complete ones, by `MINUTE_BANDS`. */
  readonly minutes: readonly number[];
}

type Counted = Pick<
  HeadedColumns,
  'coding' | 'length' | 'counted' | 'unfinished' | 'profiles' | 'bytes' | 'inField' | 'channels' | 'channelNames'
> & { readonly minutes: Uint16Array };

/** No stratum: of a response that is not counted. */
const NOWHERE = 255;

/** Crossings are counted only where `withCrossings`. */
export function takeCensus(columns: Counted, definitions: TableDefinitions, withCrossings: boolean): Census {
  const { coding, bytes, length, counted, unfinished, inField } = columns;
  const groups = groupsOf(columns, definitions);
  const size = definitions.strata.length;
  const territory = coding.item.get(definitions.territory ?? '');
  const one = new Uint8Array(length);
  const places =
    territory && total(tallied(valuesOf(bytes, length, territory), FIRST + territory.options.length, groups, size));
  const modes = tallied(inField, 2, counted, 2);
  const named = tallied(columns.channels, columns.channelNames.length, counted, 2);
  const byMinute = tallied(columns.minutes, MOST_MINUTES + 1, counted, 2);
  const channelOf = (name: string) => columns.channelNames.indexOf(name);
  return {
    sizes: tallied(one, 1, groups, size)[0] ?? [],
    tables: definitions.tables.map((table) => countTable(columns, table, groups, size)),
    territories: places?.slice(FIRST) ?? [],
    crossings: withCrossings
      ? definitions.crossings.map((crossing) => countCrossing(columns, crossing, definitions, groups))
      : [],
    unfinished: tallied(one, 1, unfinished, 2)[0]?.[1] ?? 0,
    modes: [modes[0]?.[1] ?? 0, modes[1]?.[1] ?? 0],
    channels: definitions.channels.map((name) => named[channelOf(name)]?.[1] ?? 0),
    minutes: MINUTE_BANDS.map(({ from, to }) => total(byMinute.slice(from, to), 2)[1] ?? 0),
  };
}

/** The place of each response's stratum. */
function groupsOf({ length, counted, bytes, coding }: Counted, { stratum, strata }: TableDefinitions): Uint8Array {
  const groups = new Uint8Array(length).fill(NOWHERE);
  const item = coding.item.get(stratum ?? '');
  const values = item && valuesOf(bytes, length, item);
  for (let row = 0; row < length; row++) {
    if (counted[row] !== 1) continue;
    const value = values?.[row] ?? FIRST;
    // Responses without one of the options come last.
    groups[row] = value < FIRST ? strata.length - 1 : value - FIRST;
  }
  return groups;
}

/** By value, by group. Groups from `size` on are not counted. */
function tallied(
  values: Uint8Array | Uint16Array | Uint32Array,
  most: number,
  groups: Uint8Array,
  size: number,
): readonly (readonly number[])[] {
  const counts = new Uint32Array(most * size);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? NOWHERE;
    if (group >= size) continue;
    const cell = (values[row] ?? 0) * size + group;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return Array.from({ length: most }, (_, value) => [...counts.subarray(value * size, (value + 1) * size)]);
}

/** The same by option chosen, of which one respondent has several. */
function talliedBits(planes: readonly Uint8Array[], groups: Uint8Array, size: number): readonly (readonly number[])[] {
  return planes.flatMap((plane) => {
    const byMask = tallied(plane, 256, groups, size);
    return [0, 1, 2, 3, 4, 5, 6, 7].map((bit) =>
      total(
        byMask.filter((_, mask) => mask & (1 << bit)),
        size,
      ),
    );
  });
}

/** Sums of rows alike: by value over groups where no width is given, else by group over values. */
function total(rows: readonly (readonly number[])[], width?: number): number[] {
  if (width === undefined) return rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  return Array.from({ length: width }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
}

function countTable(
  { coding, bytes, length, profiles }: Counted,
  { name, kind, values }: TableDefinition,
  groups: Uint8Array,
  size: number,
): readonly (readonly number[])[] {
  const item = coding.item.get(name);
  const counts =
    name === PROFILES
      ? tallied(profiles, 256, groups, size)
      : item === undefined
        ? []
        : kind === 'options'
          ? talliedBits(bytes.slice(item.at + 1, item.at + item.width), groups, size)
          : tallied(valuesOf(bytes, length, item), FIRST + item.options.length, groups, size);
  return Array.from({ length: size }, (_, group) => values.map((value) => counts[value]?.[group] ?? 0));
}

function countCrossing(
  columns: Counted,
  { rows, columns: across, within = EVERYONE }: CrossingDefinition,
  { tables, strata }: TableDefinitions,
  groups: Uint8Array,
): readonly number[] {
  const [one, other] = [rows, across].map((name) => tables.find((table) => table.name === name));
  // The stratum's own item has no table: its crossings follow from those of the strata.
  if (!one || !other) return [];
  const group = strata.indexOf(within);
  const isIn = groups.map((of) => (of !== NOWHERE && (within === EVERYONE || of === group) ? 1 : 0));
  const item = (name: string) => columns.coding.item.get(name) as ItemCoding;
  const [side, side2] = [sideOf(columns, item(rows)), sideOf(columns, item(across))];
  const { counts } = countPairs(isIn, side, side2);
  return sideValues(one).flatMap((row) => sideValues(other).map((column) => counts[row * side2.size + column] ?? 0));
}
