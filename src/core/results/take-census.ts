import type { Survey } from '../survey/questionnaire.ts';
import { FIRST, type ItemCoding, STATUS } from './answer-coding.ts';
import { type Columns, PROFILE } from './columns.ts';
import { countPairs, sideOf, valuesOf } from './count-pairs.ts';
import {
  type Cell,
  type Census,
  EMPTY,
  EVERYONE,
  type ExactCrossing,
  type ExactItem,
  type ExactProfiles,
  type ExactTables,
  joined,
} from './exact-tables.ts';
import type { Crossing, ResultsFile } from './results-file.ts';

/** Counts everything that a publication shows, exactly. Throws when a crossing names an item that has no options. */
export function takeCensus(columns: Columns, survey: Survey, file: ResultsFile): Census {
  const stratum = stratumOf(columns, survey);
  const names = stratum?.coding.options ?? [];
  // One group for everyone whose stratum is not known, then one for each stratum.
  const groups = groupsOf(columns, stratum?.coding);
  const size = names.length + 1;
  const people = tallied(columns.keys, new Uint8Array(columns.length), 1, groups, size);
  const items = columns.coding.items.filter(({ kind, question }) => kind !== 'given' && question.kind !== 'territory');
  const counted = items.map((item) => [item.item, countItem(columns, item, groups, size)] as const);
  const profiles = survey.typology ? countProfiles(columns, survey, groups, size) : undefined;

  const tablesOf = (name: string, group: readonly number[]): ExactTables => ({
    everyone: joined(group.map((one) => people(0, one))),
    items: new Map(counted.map(([item, of]) => [item, of(group)])),
    crossings: new Map(
      (file.crossings ?? [])
        .filter(({ within = EVERYONE }) => within === name)
        .map((crossing) => [crossing.id, countCrossing(columns, crossing, groups, new Set(group))]),
    ),
    ...(profiles ? { profiles: profiles(group) } : {}),
  });

  const everyGroup = Array.from({ length: size }, (_, index) => index);
  return {
    strata: new Map([
      [EVERYONE, tablesOf(EVERYONE, everyGroup)],
      ...names.map((name, index) => [name, tablesOf(name, [index + 1])] as const),
    ]),
    withoutStratum: stratum ? people(0, 0) : EMPTY,
    territories: countTerritories(columns, groups, size, everyGroup),
    unfinished: countUnfinished(columns),
  };
}

function stratumOf({ coding }: Columns, { stratum }: Survey): { readonly coding: ItemCoding } | undefined {
  const found = stratum === undefined ? undefined : coding.item.get(stratum);
  return found && { coding: found };
}

/** By response: 0 without stratum, else the stratum's place from 1; `NOT_COUNTED` when it counts nowhere. */
function groupsOf({ length, counted, bytes }: Columns, stratum: ItemCoding | undefined): Uint16Array {
  const groups = new Uint16Array(length).fill(NOT_COUNTED);
  const values = stratum && valuesOf(bytes, length, stratum);
  for (let row = 0; row < length; row++)
    if (counted[row] === 1) groups[row] = Math.max(0, (values?.[row] ?? 0) - FIRST + 1);
  return groups;
}

const NOT_COUNTED = 65_535;

type CellOf = (value: number, group: number) => Cell;

/** Counts and sums keys by value and group. */
function tallied(
  keys: Uint32Array,
  values: Uint8Array | Uint16Array,
  most: number,
  groups: Uint16Array,
  size: number,
): CellOf {
  const counts = new Float64Array(most * size);
  const sums = new Float64Array(most * size);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? NOT_COUNTED;
    if (group === NOT_COUNTED) continue;
    const cell = (values[row] ?? 0) * size + group;
    counts[cell] = (counts[cell] ?? 0) + 1;
    sums[cell] = (sums[cell] ?? 0) + (keys[row] ?? 0);
  }
  return cellsOf(counts, sums, size);
}

/** The same by option chosen, of which one respondent has several. */
function talliedBits(keys: Uint32Array, planes: readonly Uint8Array[], groups: Uint16Array, size: number): CellOf {
  const counts = new Float64Array(planes.length * 8 * size);
  const sums = new Float64Array(planes.length * 8 * size);
  for (const [byte, plane] of planes.entries()) {
    for (let row = 0; row < groups.length; row++) {
      const group = groups[row] ?? NOT_COUNTED;
      if (group === NOT_COUNTED) continue;
      for (let bits = plane[row] ?? 0; bits !== 0; bits &= bits - 1) {
        const cell = (byte * 8 + 31 - Math.clz32(bits & -bits)) * size + group;
        counts[cell] = (counts[cell] ?? 0) + 1;
        sums[cell] = (sums[cell] ?? 0) + (keys[row] ?? 0);
      }
    }
  }
  return cellsOf(counts, sums, size);
}

function cellsOf(counts: Float64Array, sums: Float64Array, size: number): CellOf {
  return (value, group) => ({ count: counts[value * size + group] ?? 0, keys: sums[value * size + group] ?? 0 });
}

function countItem(
  { keys, bytes, length }: Columns,
  item: ItemCoding,
  groups: Uint16Array,
  size: number,
): (group: readonly number[]) => ExactItem {
  const { at, kind, width, options } = item;
  const isMask = kind === 'mask';
  const values = valuesOf(bytes, length, item);
  const cells = tallied(keys, values, isMask ? FIRST : FIRST + options.length, groups, size);
  const chosen = isMask ? talliedBits(keys, bytes.slice(at + 1, at + width), groups, size) : undefined;
  return (group) => {
    const cell = (value: number) => joined(group.map((one) => cells(value, one)));
    const given = options.map((option, place) => {
      const of = chosen ? joined(group.map((one) => chosen(place, one))) : cell(FIRST + place);
      return [option, of] as const;
    });
    return {
      base: isMask ? cell(STATUS.given) : joined(given.map(([, of]) => of)),
      blank: cell(STATUS.blank),
      unknown: cell(STATUS.unknown),
      notAsked: cell(STATUS.notAsked),
      notReached: cell(STATUS.notReached),
      options: new Map(given),
    };
  };
}

/** The rows' item against the columns' item, within some groups. */
function countCrossing(
  columns: Columns,
  crossing: Crossing,
  groups: Uint16Array,
  within: ReadonlySet<number>,
): ExactCrossing {
  const rowsItem = columns.coding.item.get(crossing.rows);
  const columnsItem = columns.coding.item.get(crossing.columns);
  if (!rowsItem || !columnsItem) throw new Error(`crossing ${crossing.id} names an item that is not counted`);
  const isIn = new Uint8Array(groups.length);
  for (let row = 0; row < groups.length; row++) if (within.has(groups[row] ?? NOT_COUNTED)) isIn[row] = 1;
  const [rows, others] = [sideOf(columns, rowsItem), sideOf(columns, columnsItem)];
  const { counts, sums } = countPairs(isIn, rows, others, columns.keys);
  const isMask = columnsItem.kind === 'mask';
  const table = rowsItem.options.map((id, place) => {
    const cell = (value: number): Cell => {
      const at = (FIRST + place) * others.size + value;
      return { count: counts[at] ?? 0, keys: sums[at] ?? 0 };
    };
    const options = columnsItem.options.map((option, to) => [option, cell(FIRST + to)] as const);
    const base = isMask ? cell(STATUS.given) : joined(options.map(([, of]) => of));
    return [
      id,
      {
        base,
        blank: cell(STATUS.blank),
        unknown: cell(STATUS.unknown),
        notAsked: cell(STATUS.notAsked),
        options: new Map(options),
      },
    ] as const;
  });
  return { rows: new Map(table) };
}

function countProfiles(
  columns: Columns,
  { typology }: Survey,
  groups: Uint16Array,
  size: number,
): (group: readonly number[]) => ExactProfiles {
  const ids = typology?.profiles.map(({ id }) => id) ?? [];
  const cells = tallied(columns.keys, columns.profiles, PROFILE.first + ids.length, groups, size);
  return (group) => {
    const cell = (value: number) => joined(group.map((one) => cells(value, one)));
    const profiles = ids.map((id, place) => [id, cell(PROFILE.first + place)] as const);
    const composite = cell(PROFILE.composite);
    return { base: joined([composite, ...profiles.map(([, of]) => of)]), profiles: new Map(profiles), composite };
  };
}

/** Of the first territory question; all strata together. */
function countTerritories(
  columns: Columns,
  groups: Uint16Array,
  size: number,
  everyGroup: readonly number[],
): ReadonlyMap<string, Cell> {
  const item = columns.coding.items.find(({ question }) => question.kind === 'territory');
  return item ? countItem(columns, item, groups, size)(everyGroup).options : new Map();
}

function countUnfinished({ length, unfinished, keys }: Columns): Cell {
  let [count, sum] = [0, 0];
  for (let row = 0; row < length; row++) {
    if (unfinished[row] !== 1) continue;
    count++;
    sum += keys[row] ?? 0;
  }
  return { count, keys: sum };
}
