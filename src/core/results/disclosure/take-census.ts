import { FIRST } from '../answer-coding.ts';
import type { HeadedColumns } from '../columns.ts';
import { countEach, countPairs, type ItemValues, plainSide, sideOf, valuesOf } from '../count-pairs.ts';
import { EVERYONE } from '../everyone.ts';
import { MINUTE_BANDS, MOST_MINUTES } from './durations.ts';
import { sum } from './fit-tables.ts';
import {
  type CrossingDefinition,
  OUTSIDE_STRATA,
  PROFILES,
  sideValues,
  type TableDefinition,
  type TableDefinitions,
} from './table-definitions.ts';

/** A publication is made from these exact counts, in the order of the definitions. They are never shown or stored. */
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
  /** Complete ones that the browser had translated. */
  readonly translated: number;
  readonly channels: readonly number[];
  /** Complete ones, by `MINUTE_BANDS`. */
  readonly minutes: readonly number[];
}

type CensusColumns = Pick<
  HeadedColumns,
  'coding' | 'length' | 'counted' | 'unfinished' | 'profiles' | 'bytes' | 'inField' | 'channels' | 'channelNames'
> & { readonly minutes: Uint16Array; readonly readBy: Uint8Array };

/** Crossings are counted only where `withCrossings`. */
export function takeCensus(columns: CensusColumns, definitions: TableDefinitions, withCrossings: boolean): Census {
  const { coding, counted, unfinished, inField, minutes, channels, channelNames } = columns;
  const groups = groupsOf(columns, definitions);
  const strata = strataSide(groups, definitions.strata.length);
  const territory = coding.item.get(definitions.territory ?? '');
  const [self = 0, field = 0] = countEach(counted, plainSide(inField, 2));
  const byChannel = countEach(counted, plainSide(channels, channelNames.length));
  const byMinute = countEach(counted, plainSide(minutes, MOST_MINUTES + 1));
  return {
    sizes: countEach(counted, strata),
    tables: definitions.tables.map((table) => countTable(columns, table, strata)),
    territories: territory ? countEach(counted, sideOf(columns, territory)).slice(FIRST) : [],
    crossings: withCrossings
      ? definitions.crossings.map((crossing) => countCrossing(columns, crossing, definitions, groups))
      : [],
    unfinished: unfinished.reduce((sum, one) => sum + one, 0),
    modes: [self, field],
    translated: countEach(counted, plainSide(columns.readBy, 2))[1] ?? 0,
    channels: definitions.channels.map((name) => byChannel[channelNames.indexOf(name)] ?? 0),
    minutes: MINUTE_BANDS.map(({ from, to }) => sum(byMinute.slice(from, to))),
  };
}

/** The place of each response's stratum; after the last one, of a response that is not counted. */
function groupsOf(
  { length, counted, bytes, coding }: CensusColumns,
  { stratum, strata }: TableDefinitions,
): Uint8Array {
  const groups = new Uint8Array(length).fill(strata.length);
  const item = coding.item.get(stratum ?? '');
  const outside = strata.includes(OUTSIDE_STRATA) ? strata.length - 1 : strata.length;
  const values = item && valuesOf(bytes, length, item);
  const places = item?.options.map((option) => strata.indexOf(option));
  for (let row = 0; row < length; row++) {
    if (counted[row] !== 1) continue;
    const place = places ? (places[(values?.[row] ?? 0) - FIRST] ?? -1) : 0;
    // Responses without one of the options come last, or nowhere where every published revision requires one.
    groups[row] = place < 0 ? outside : place;
  }
  return groups;
}

function strataSide(groups: Uint8Array, size: number): ItemValues {
  return { size, parts: [{ values: groups, bound: size + 1, meaning: (group) => (group < size ? [group] : []) }] };
}

function countTable(
  columns: CensusColumns,
  { name, kind, values }: TableDefinition,
  strata: ItemValues,
): Census['tables'][number] {
  const item = columns.coding.item.get(name);
  const side = name === PROFILES ? plainSide(columns.profiles, 256) : item && sideOf(columns, item);
  const counts = side && countPairs(columns.counted, side, strata);
  // In the side of a multiple choice the options come after its states.
  const first = kind === 'options' ? FIRST : 0;
  return Array.from({ length: strata.size }, (_, group) =>
    values.map((value) => counts?.[(first + value) * strata.size + group] ?? 0),
  );
}

function countCrossing(
  columns: CensusColumns,
  { rows, columns: across, within = EVERYONE }: CrossingDefinition,
  { tables, strata }: TableDefinitions,
  groups: Uint8Array,
): readonly number[] {
  const [one, other] = [rows, across].map((name) => tables.find((table) => table.name === name));
  const [item, item2] = [rows, across].map((name) => columns.coding.item.get(name));
  // The stratum's own item has no table: its crossings follow from those of the strata.
  if (!one || !other || !item || !item2) return [];
  const group = strata.indexOf(within);
  const isIn = groups.map((of) => (of < strata.length && (within === EVERYONE || of === group) ? 1 : 0));
  const [side, side2] = [sideOf(columns, item), sideOf(columns, item2)];
  const counts = countPairs(isIn, side, side2);
  return sideValues(one).flatMap((row) => sideValues(other).map((column) => counts[row * side2.size + column] ?? 0));
}
