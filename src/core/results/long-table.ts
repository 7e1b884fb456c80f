import type { Noise } from './disclosure/geometric.ts';
import { countRange } from './disclosure/shares.ts';
import type { ShownItem, ShownProfiles, ShownTables } from './disclosure/shown-tables.ts';
import { type PastStudy, pastOf } from './past-study.ts';

/* Every published number in long format, one a line: what one may publish is what is published. */

export const LONG_COLUMNS = [
  'item',
  'option',
  'group',
  'date',
  'base',
  'count',
  'least',
  'most',
  'past',
  'past_base',
  'phase',
] as const;

/** In the order of `LONG_COLUMNS`; empty where there is no such number. */
export type LongRow = Readonly<Record<(typeof LONG_COLUMNS)[number], string | number>>;

/** The column names states that are no option in brackets, which no option has. */
const STATES = { blank: '(blank)', unknown: '(unknown)', notAsked: '(not-asked)', rest: '(rest)' } as const;
/** The name of the item for profiles. */
export const PROFILE_ITEM = '(profile)';

export function longTable(
  { phase, epsilon, strata }: Pick<ShownTables, 'phase' | 'epsilon' | 'strata'>,
  past: PastStudy | undefined,
): readonly LongRow[] {
  return Object.entries(strata).flatMap(([group, stratum]) => {
    if (!stratum) return [];
    const { asOf: date, draws, n } = stratum;
    const common = { date, phase, n };
    const noise = { epsilon, draws };
    const items = Object.entries(stratum.items).flatMap(([item, shown]) =>
      itemRows(item, group, shown, { ...common, noise }, past),
    );
    const crossings = Object.entries(stratum.crossings).flatMap(([id, { rows, ...noise }]) =>
      Object.entries(rows).flatMap(([row, shown]) =>
        itemRows(`crossing:${id}`, `${group}:${row}`, shown, { ...common, noise }, undefined),
      ),
    );
    const profiles = profileRows(group, stratum.profiles, { ...common, noise: { epsilon: epsilon / 2, draws } });
    return [...items, ...crossings, ...profiles];
  });
}

interface Common {
  readonly date: string;
  readonly phase: string;
  readonly n: number;
  readonly noise: Noise;
}

function itemRows(
  item: string,
  group: string,
  shown: ShownItem | null,
  common: Common,
  past: PastStudy | undefined,
): readonly LongRow[] {
  if (!shown) return [];
  const { base, counts } = shown;
  const options = Object.entries(counts).map(([option, count]) => {
    const [printed] = pastOf(past, item, [option], group);
    return {
      ...lineOf(item, option, group, count, base, common),
      ...(printed && { past: printed.published, past_base: printed.base ?? '' }),
    };
  });
  const states = (Object.keys(STATES) as (keyof typeof STATES)[]).flatMap((state) => {
    const count = shown[state];
    return count === undefined ? [] : [lineOf(item, STATES[state], group, count, common.n, common)];
  });
  return [...options, ...states];
}

function profileRows(group: string, profiles: ShownProfiles | null, common: Common): readonly LongRow[] {
  if (!profiles) return [];
  const { base, counts, pairs = {}, between, apart, without } = profiles;
  const line = (option: string, count: number, of = base) => lineOf(PROFILE_ITEM, option, group, count, of, common);
  return [
    ...Object.entries({ ...counts, ...pairs }).map(([profile, count]) => line(profile, count)),
    line('(between)', between),
    line('(apart)', apart),
    line('(without)', without, common.n),
  ];
}

function lineOf(
  item: string,
  option: string,
  group: string,
  count: number,
  base: number,
  { date, phase, noise }: Common,
): LongRow {
  const { least, most } = countRange(count, base, noise);
  return { item, option, group, date, base, count, least, most, past: '', past_base: '', phase };
}
