import type { Survey } from '../survey/questionnaire.ts';
import { FIRST, type ItemCoding, STATUS } from './coding.ts';
import { type Columns, PROFILE } from './columns.ts';
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
  const people = tallied(columns, () => 0, 1, groups, size);
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
function groupsOf(columns: Columns, stratum: ItemCoding | undefined): Uint16Array {
  const groups = new Uint16Array(columns.length);
  const valueAt = stratum ? placesAt(columns, stratum) : () => STATUS.notAsked;
  for (let row = 0; row < columns.length; row++) {
    const code = valueAt(row);
    groups[row] = columns.counted[row] === 1 ? Math.max(0, code - FIRST + 1) : NOT_COUNTED;
  }
  return groups;
}

const NOT_COUNTED = 65_535;

/** Counts and sums keys by value and group: `values` values, each of which `valueAt` gives for a row. */
function tallied(
  { length, keys }: Columns,
  valueAt: (row: number) => number,
  values: number,
  groups: Uint16Array,
  size: number,
): (value: number, group: number) => Cell {
  const counts = new Float64Array(values * size);
  const sums = new Float64Array(values * size);
  for (let row = 0; row < length; row++) {
    const group = groups[row] ?? NOT_COUNTED;
    if (group === NOT_COUNTED) continue;
    const index = valueAt(row) * size + group;
    counts[index] = (counts[index] ?? 0) + 1;
    sums[index] = (sums[index] ?? 0) + (keys[row] ?? 0);
  }
  return (value, group) => ({ count: counts[value * size + group] ?? 0, keys: sums[value * size + group] ?? 0 });
}

function countItem(
  columns: Columns,
  item: ItemCoding,
  groups: Uint16Array,
  size: number,
): (group: readonly number[]) => ExactItem {
  const { at, kind, options } = item;
  const valueAt = placesAt(columns, item);
  const cells = tallied(columns, valueAt, FIRST + options.length, groups, size);
  const chosen = options.map((_, place) =>
    kind === 'mask' ? tallied(columns, bitAt(columns, at, place), 2, groups, size) : undefined,
  );
  return (group) => {
    const cell = (value: number) => joined(group.map((one) => cells(value, one)));
    const given = options.map((option, place) => {
      const bit = chosen[place];
      return [option, bit ? joined(group.map((one) => bit(1, one))) : cell(FIRST + place)] as const;
    });
    return {
      base: kind === 'mask' ? cell(STATUS.given) : joined(given.map(([, of]) => of)),
      blank: cell(STATUS.blank),
      unknown: cell(STATUS.unknown),
      notAsked: cell(STATUS.notAsked),
      notReached: cell(STATUS.notReached),
      options: new Map(given),
    };
  };
}

const NO_BYTES = new Uint8Array();

/** A row's status, or its option from `FIRST` on; of a mask, the status alone. */
function placesAt({ bytes }: Columns, { at, width, kind }: ItemCoding): (row: number) => number {
  const high = bytes[at] ?? NO_BYTES;
  if (kind === 'mask' || width === 1) return (row) => high[row] ?? 0;
  const low = bytes[at + 1] ?? NO_BYTES;
  return (row) => ((high[row] ?? 0) << 8) | (low[row] ?? 0);
}

function bitAt({ bytes }: Columns, at: number, place: number): (row: number) => number {
  const plane = bytes[at + 1 + (place >> 3)] ?? NO_BYTES;
  const shift = place & 7;
  return (row) => ((plane[row] ?? 0) >> shift) & 1;
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
  const rows = rowsItem.options.map((id, place) => {
    const isChosen = holdsAt(columns, rowsItem, place);
    const inRow = new Uint16Array(columns.length);
    for (let row = 0; row < columns.length; row++)
      inRow[row] = within.has(groups[row] ?? NOT_COUNTED) && isChosen(row) ? 0 : NOT_COUNTED;
    const { base, options } = countItem(columns, columnsItem, inRow, 1)([0]);
    return [id, { base, options }] as const;
  });
  return { rows: new Map(rows) };
}

function holdsAt(columns: Columns, item: ItemCoding, place: number): (row: number) => boolean {
  if (item.kind === 'mask') {
    const bit = bitAt(columns, item.at, place);
    return (row) => bit(row) === 1;
  }
  const valueAt = placesAt(columns, item);
  return (row) => valueAt(row) === FIRST + place;
}

function countProfiles(
  columns: Columns,
  { typology }: Survey,
  groups: Uint16Array,
  size: number,
): (group: readonly number[]) => ExactProfiles {
  const ids = typology?.profiles.map(({ id }) => id) ?? [];
  const cells = tallied(columns, (row) => columns.profiles[row] ?? 0, PROFILE.first + ids.length, groups, size);
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
  let cell = EMPTY;
  for (let row = 0; row < length; row++)
    if (unfinished[row] === 1) cell = { count: cell.count + 1, keys: cell.keys + (keys[row] ?? 0) };
  return cell;
}
