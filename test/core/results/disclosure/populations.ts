import { randomFrom } from '../../../../src/core/answering/random-answers.ts';
import { MINUTE_BANDS } from '../../../../src/core/results/disclosure/durations.ts';
import type { Uniform } from '../../../../src/core/results/disclosure/geometric.ts';
import { type Book, nextBook, type Occasion } from '../../../../src/core/results/disclosure/ledger.ts';
import { crossingOf, type TableDefinitions } from '../../../../src/core/results/disclosure/table-definitions.ts';
import type { Census } from '../../../../src/core/results/disclosure/take-census.ts';

export function uniformFrom(seed: number): Uniform {
  const random = randomFrom(seed);
  return (bound) => Math.floor(random() * bound);
}

export const STRATA = ['commune', 'departement', 'region', 'intercommunalite'] as const;

/** Between three profiles. */
export const PAIRS = ['p1|p2', 'p1|p3', 'p2|p3'] as const;

const TABLES: TableDefinitions['tables'] = [
  { name: 'plan', kind: 'partition', cells: ['yes', 'no', '?blank'], values: [] },
  { name: 'level', kind: 'partition', cells: ['1', '2', '3', '4', '5', '?blank'], values: [] },
  { name: 'why', kind: 'partition', cells: ['a', 'b', 'c'], values: [], asked: { item: 'plan', options: ['yes'] } },
  { name: 'means', kind: 'partition', cells: ['?given', '?blank'], values: [] },
  { name: 'means', kind: 'options', cells: ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'], values: [] },
  {
    name: '?profiles',
    kind: 'partition',
    cells: ['p1', 'p2', 'p3', ...PAIRS, '?apart', '?none'],
    values: [],
  },
  { name: 'sure', kind: 'partition', cells: ['yes', 'no'], values: [] },
];

/** One item of each kind, and a crossing over everyone and within a stratum. */
export const DEFINITIONS: TableDefinitions = {
  stratum: 'type',
  strata: STRATA,
  tables: TABLES,
  crossings: [
    crossingOf({ id: 'all', rows: 'plan', columns: 'level' }, TABLES),
    crossingOf({ id: 'communes', rows: 'plan', columns: 'why', within: 'commune' }, TABLES),
    crossingOf({ id: 'sure-by-type', rows: 'type', columns: 'sure' }, TABLES),
    crossingOf({ id: 'by-type', rows: 'type', columns: 'level' }, TABLES),
  ],
  known: [],
  territory: 'place',
  territories: ['01', '2A'],
  channels: ['mail'],
  epsilon: { s: 500, t: 1000 },
  profileEpsilon: { s: 500, t: 2000 },
};

/** Returns a census of strata of these sizes, with plausible answers: each item has different shares. */
export function populationOf(sizes: readonly number[], random: () => number): Census {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  const crossings = [zeros(18), zeros(12), [], []];
  const tables = DEFINITIONS.tables.map(({ cells }) => STRATA.map(() => zeros(cells.length)));
  const minutes = MINUTE_BANDS.map(() => 0);
  const durations = sharesOf(MINUTE_BANDS.length, random);
  const add = (counts: number[] | undefined, at: number) => {
    if (counts) counts[at] = (counts[at] ?? 0) + 1;
  };
  for (const [stratum, size] of sizes.entries()) {
    const [plans, levels, reasons, profiles, sures] = [3, 6, 3, 8, 2].map((cells) => sharesOf(cells, random));
    const chosen = Array.from({ length: 6 }, () => random() * random());
    for (let person = 0; person < size; person++) {
      const plan = pick(plans, random);
      const level = pick(levels, random);
      add(tables[0]?.[stratum], plan);
      add(tables[1]?.[stratum], level);
      const why = plan === 0 ? pick(reasons, random) : 3;
      if (why < 3) add(tables[2]?.[stratum], why);
      const given = chosen.map((share) => random() < share);
      add(tables[3]?.[stratum], given.includes(true) ? 0 : 1);
      for (const [option, is] of given.entries()) if (is) add(tables[4]?.[stratum], option);
      add(tables[5]?.[stratum], pick(profiles, random));
      add(tables[6]?.[stratum], pick(sures, random));
      add(minutes, pick(durations, random));
      add(crossings[0], plan * 6 + level);
      if (stratum === 0) add(crossings[1], plan * 4 + why);
    }
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    sizes,
    tables,
    crossings,
    territories: [total, 0],
    unfinished: 7,
    modes: [total, 0],
    translated: 0,
    channels: [3],
    minutes,
  };
}

function sharesOf(cells: number, random: () => number): readonly number[] {
  const weights = Array.from({ length: cells }, () => -Math.log(1 - random()) * (random() < 0.3 ? 4 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function pick(shares: readonly number[] | undefined, random: () => number): number {
  let rest = random();
  return Math.max(
    0,
    (shares ?? []).findIndex((share) => {
      rest -= share;
      return rest < 0;
    }),
  );
}

const FINAL: Occasion = {
  night: 1,
  asOf: '2027-01-01',
  phase: 'results',
  isOrdered: false,
  withTerritories: false,
  left: 0,
};

export function published(
  before: Book | undefined,
  census: Census,
  uniform: Uniform,
  occasion: Partial<Occasion> = {},
  definitions: TableDefinitions = DEFINITIONS,
): Book {
  return nextBook(before, census, definitions, { ...FINAL, ...occasion }, uniform);
}
