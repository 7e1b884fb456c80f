import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../src/core/answering/random-answers.ts';
import { type MinuteBand, medianBand } from '../../../../src/core/results/disclosure/durations.ts';
import { type Book, goesOn, type Phase } from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import {
  type CountContext,
  countContext,
  countRange,
  displayCount,
} from '../../../../src/core/results/disclosure/shares.ts';
import type { ShownItem, ShownTables } from '../../../../src/core/results/disclosure/shown-tables.ts';
import type { TableDefinitions } from '../../../../src/core/results/disclosure/table-definitions.ts';
import type { Census } from '../../../../src/core/results/disclosure/take-census.ts';
import { longTable } from '../../../../src/core/results/long-table.ts';
import type { Question } from '../../../../src/core/survey/questionnaire.ts';
import { LONG } from '../../../support/long.ts';
import { DEFINITIONS, PAIRS, populationOf, published, STRATA, uniformFrom } from './populations.ts';

const ASKED = { stratum: 'type', questionOfItem: new Map([['means', { kind: 'multiple' } as Question]]) };
const ROUNDS = LONG ? 1_000 : 60;

/** Some hundreds of communes, one conseil départemental per département, nine régions, and one intercommunalité alone or sixty. */
function someSizes(random: () => number): readonly number[] {
  return [Math.round(100 + random() * 500), 101, 9, random() < 0.5 ? 1 : 60];
}

interface Round {
  readonly census: Census;
  readonly shown: ShownTables;
}

const made = new Map<string, readonly Round[]>();

/** Made once: most claims are of the same publications. */
function rounds(phase: Phase, draws = 1, late = 0): readonly Round[] {
  const name = `${phase} ${draws} ${late}`;
  const known = made.get(name) ?? [...makeRounds(phase, draws, late)];
  made.set(name, known);
  return known;
}

/** Before its draws the sizes are drawn `late` times, of no response: all come late. */
function* makeRounds(phase: Phase, draws: number, late: number): Generator<Round> {
  const random = randomFrom(4);
  const uniform = uniformFrom(5);
  for (let round = 0; round < ROUNDS; round++) {
    const census = populationOf(someSizes(random), random);
    let book: Book | undefined;
    for (let night = 1; night <= late; night++)
      book = published(book, populationOf([], random), uniform, { phase, night });
    for (let draw = 0; draw < draws; draw++)
      book = published(book, census, uniform, { phase, night: late + 1 + 100 * draw, isOrdered: true });
    if (book) yield { census, shown: shownIn(book, DEFINITIONS, phase) };
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const shownItems = (shown: ShownTables) =>
  Object.values(shown.strata).flatMap((stratum) =>
    stratum
      ? [
          ...Object.values(stratum.items),
          ...Object.values(stratum.crossings).flatMap(({ rows }) => Object.values(rows)),
        ]
      : [],
  );

describe.each<readonly [Phase, number]>([
  ['results', 1],
  ['results', 2],
  ['preview', 1],
  ['preview', 10],
])('in any publication of %s at draw %i', (phase, draws) => {
  it('no fraction is over one, no number negative, and tables add up', () => {
    for (const { shown } of rounds(phase, draws)) {
      for (const item of shownItems(shown)) {
        if (!item) continue;
        for (const count of [...Object.values(item.counts), item.blank ?? 0, item.notAsked ?? 0]) {
          expect(Number.isInteger(count)).toBe(true);
          expect(count).toBeGreaterThanOrEqual(0);
        }
        for (const count of Object.values(item.counts)) expect(count).toBeLessThanOrEqual(item.base);
      }
      const { all } = shown.strata;
      if (!all) continue;
      for (const name of ['plan', 'level']) {
        const item = all.items[name];
        if (!item) continue;
        expect(sum(Object.values(item.counts))).toBe(item.base);
        expect(item.base + (item.blank ?? 0)).toBe(all.n);
      }
      const why = all.items.why;
      if (why) expect(why.base + (why.notAsked ?? 0)).toBe(all.n);
      expect(why?.base ?? all.items.plan?.counts.yes).toBe(all.items.plan?.counts.yes);
      expect(sum(shown.minutes?.bands.map(({ count }) => count) ?? [])).toBe(shown.answered);
      for (const { count } of shown.minutes?.bands ?? []) expect(count).toBeGreaterThanOrEqual(0);
      if (!all.profiles) continue;
      const { counts, pairs = {}, between, apart, without } = all.profiles;
      expect([Object.keys(counts), Object.keys(pairs)]).toEqual([['p1', 'p2', 'p3'], PAIRS]);
      expect(sum(Object.values(pairs))).toBe(between);
      expect(sum(Object.values(counts)) + between + apart + without).toBe(all.n);
    }
  });

  it('a group has one size: among the groups, in each of its tables and in the crossing by group', () => {
    let compared = 0;
    const all = ({ base, blank = 0, unknown = 0, notAsked = 0 }: ShownItem) => base + blank + unknown + notAsked;
    for (const { shown } of rounds(phase, draws)) {
      const everyone = shown.strata.all;
      for (const name of STRATA) {
        const group = shown.strata[name];
        if (!group) continue;
        compared++;
        expect(everyone?.items.type?.counts[name]).toBe(group.n);
        for (const item of Object.values(group.items)) if (item) expect(all(item)).toBe(group.n);
        const row = everyone?.crossings['by-type']?.rows[name];
        if (row) expect(all(row)).toBe(group.n);
      }
    }
    expect(compared).toBeGreaterThan(2 * ROUNDS);
  });

  it('nothing of a group under twenty is shown, nor of a preview that was under thirty', () => {
    for (const { shown } of rounds(phase, draws)) {
      for (const stratum of Object.values(shown.strata)) if (stratum) expect(stratum.n).toBeGreaterThanOrEqual(20);
      for (const name of STRATA) {
        const { all } = shown.strata;
        if (!all || shown.strata[name]) continue;
        expect(all.items.type?.counts).not.toHaveProperty(name);
        expect(all.crossings['by-type']?.rows[name] ?? null).toBeNull();
      }
      expect(shown.strata.region === null || (shown.strata.region?.n ?? 0) >= 20).toBe(true);
    }
  });
});

it('strata and what they are together add up cell by cell, and crossings to their margins', () => {
  for (const { shown } of rounds('results')) {
    const { all } = shown.strata;
    const parts = STRATA.map((name) => shown.strata[name]);
    if (!all || parts.some((part) => !part?.items.plan)) continue;
    for (const option of ['yes', 'no'])
      expect(sum(parts.map((part) => part?.items.plan?.counts[option] ?? 0))).toBe(all.items.plan?.counts[option]);
    const row = all.crossings.all?.rows;
    const asked = (option: string) => row?.[option];
    for (const option of ['yes', 'no']) {
      const of = asked(option);
      if (of) expect(of.base + (of.blank ?? 0)).toBe(all.items.plan?.counts[option]);
    }
    expect(all.crossings['by-type']?.rows.commune?.counts).toEqual(shown.strata.commune?.items.level?.counts);
  }
});

/** What is counted of a cell, by its names in the table to download. */
function exactly({ census, shown }: Round, item: string, option: string, group: string): number {
  const [, row = ''] = group.split(':');
  const { tables, crossings } = DEFINITIONS;
  const counted = STRATA.flatMap((name, place) => (shown.phase === 'results' || shown.strata[name] ? [place] : []));
  const among = group.startsWith('all') ? counted : [STRATA.findIndex((name) => group.startsWith(name))];
  const cell =
    { '(profile)': '?profiles', '(blank)': '?blank', '(without)': '?none' }[option] ??
    option.replace(/^\((.*)\)$/, '?$1');
  if (option === '(between)') return sum(PAIRS.map((pair) => exactly({ census, shown }, item, pair, group)));
  if (item === 'type') return census.sizes[(STRATA as readonly string[]).indexOf(option)] ?? 0;
  const crossed = crossings.findIndex(({ id }) => item === `crossing:${id}`);
  const { rows: by, columns = '' } = crossings[crossed] ?? {};
  if (by === 'type') return exactly({ census, shown }, columns, option, row);
  const cellsOf = (name: string) =>
    tables.flatMap((table) => (table.name === name ? [...table.cells, ...(table.asked ? ['?not-asked'] : [])] : []));
  if (crossed >= 0) {
    const [rows, across] = [cellsOf('plan'), cellsOf(columns)];
    return census.crossings[crossed]?.[rows.indexOf(row) * across.length + across.indexOf(cell)] ?? 0;
  }
  const name = item === '(profile)' ? '?profiles' : item;
  const table = tables.findIndex((one) => one.name === name && (one.asked !== undefined || one.cells.includes(cell)));
  const place = tables[table]?.cells.indexOf(cell) ?? -1;
  return sum(
    among.map((at) => {
      const counts = census.tables[table]?.[at] ?? [];
      return place < 0 ? (census.sizes[at] ?? 0) - sum(counts) : (counts[place] ?? 0);
    }),
  );
}

interface Displayed extends Pick<ShownItem, 'base' | 'counts'> {
  readonly item: string;
  readonly group: string;
  readonly context: CountContext;
}

/** Counts that are displayed together, by the names of the table to download. */
function* displayedIn({ shown }: Round): Generator<Displayed> {
  for (const [group, stratum] of Object.entries(shown.strata)) {
    if (!stratum) continue;
    for (const [item, of] of Object.entries(stratum.items))
      if (of) yield { item, group, ...of, context: countContext(shown, ASKED, stratum, item, of) };
    for (const [id, { rows, ...noise }] of Object.entries(stratum.crossings))
      for (const [row, of] of Object.entries(rows)) {
        const context = { phase: shown.phase, noise, parts: Object.keys(of?.counts ?? {}).length };
        if (of) yield { item: `crossing:${id}`, group: `${group}:${row}`, ...of, context };
      }
    const { profiles } = stratum;
    const { base = 0, counts, pairs, apart = 0, without = 0 } = profiles ?? {};
    const all = { ...counts, ...pairs, '(apart)': apart };
    if (profiles)
      yield {
        item: '(profile)',
        group,
        base,
        counts: all,
        context: countContext(shown, ASKED, stratum, '(profile)', { counts: all, without }),
      };
  }
}

it.each<readonly [Phase, number, number]>([
  ['results', 1, 0],
  ['preview', 5, 0],
  ['preview', 1, 8],
  ['preview', 3, 6],
])(
  'ranges hold the truth in at least 94 of 100 cells of every kind: %s, %i draws, after %i of the size alone',
  (...drawn) => {
    const held = new Map<string, boolean[]>();
    const note = (kind: string, isWithin: boolean) => held.set(kind, [...(held.get(kind) ?? []), isWithin]);
    for (const round of rounds(...drawn)) {
      for (const { item, option, group, count, least, most } of longTable(round.shown, ASKED, undefined)) {
        if (count === '') continue;
        const truth = exactly(round, `${item}`, `${option}`, `${group}`);
        note(
          `file ${item} ${/^\(.*/.exec(`${option}`)} ${`${group}`.startsWith('all')}`,
          Number(least) <= truth && truth <= Number(most),
        );
      }
      for (const { item, group, base, counts, context } of displayedIn(round)) {
        const exact = (option: string) => exactly(round, item, option, group);
        const of = context.isMultiple ? exact('?given') : sum(Object.keys(counts).map(exact));
        for (const [option, count] of Object.entries(counts)) {
          const displayed = displayCount(count, base, context);
          const [within, whole] = displayed.counts ? [displayed.counts, base] : [displayed.range, 100];
          if (base < 20) expect(displayed).toEqual({ count, base, isVague: true });
          if (within)
            expect(((within.most - within.least) / whole) * 100).toBeLessThanOrEqual(
              round.shown.phase === 'preview' ? 50 : 30,
            );
          const truth = (exact(option) / of) * whole;
          if (within && of > 0) note(`page ${item}`, within.least - 0.5 <= truth && truth <= within.most + 0.5);
        }
      }
    }
    expect(held.size).toBeGreaterThan(20);
    // With few cells, chance alone gives a few per cent less.
    for (const [kind, { length, ...within }] of held)
      expect(Object.values(within).filter(Boolean).length / length, kind).toBeGreaterThanOrEqual(
        0.94 - 2.6 * Math.sqrt((0.94 * 0.06) / length),
      );
  },
);

it('no total is under its part in 1 000 nights, with groups that grow, shrink, are hidden, and noise below 0', () => {
  const random = randomFrom(31);
  const uniform = uniformFrom(32);
  const definitions = { ...DEFINITIONS, channels: ['mail', 'card'] };
  let [hidden, fielded] = [0, 0];
  for (let survey = 0; survey < 100; survey++) {
    const people = [300, 90, 40, 10].map((most) => Math.round(most * random()));
    let book: Book | undefined;
    for (const night of [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) {
      const sizes = people.map((size) => Math.round(size * Math.min(1, night / 30) * (0.7 + random() * 0.3)));
      const census = populationOf(sizes, random);
      const total = sum(sizes);
      const channels = [Math.floor(total * 0.6), Math.ceil(total * 0.4)];
      book = published(book, { ...census, channels }, uniform, { phase: 'preview', night }, definitions);
      const { answered, modes, minutes, strata, ...shown } = shownIn(book, definitions, 'preview');
      const groups = STRATA.map((name) => strata[name]?.n ?? 0);
      if (strata.all) expect(sum(groups)).toBe(strata.all.n);
      expect(sum(groups)).toBeLessThanOrEqual(answered);
      if (groups.includes(0) && sum(groups) < answered) hidden++;
      expect(Math.min(modes.self, modes.field, ...Object.values(shown.channels))).toBeGreaterThanOrEqual(0);
      expect(modes.self + modes.field).toBe(answered);
      if (modes.field > 0) fielded++;
      expect(sum(Object.values(shown.channels))).toBeLessThanOrEqual(answered);
      if (minutes) expect(sum(minutes.bands.map(({ count }) => count))).toBe(answered);
    }
  }
  expect(hidden).toBeGreaterThan(100);
  // In truth none is.
  expect(fielded).toBeLessThan(20);
});

it('what is shown of all together is unbiased at the tenth draw', () => {
  const off = new Map<string, number[]>();
  for (const { census, shown } of rounds('preview', 10)) {
    const { all } = shown.strata;
    if (!all?.items.level) continue;
    const counted = STRATA.flatMap((name, place) => (shown.strata[name] ? [place] : []));
    const n = sum(counted.map((place) => census.sizes[place] ?? 0));
    for (const [at, option] of ['1', '2', '3', '4', '5'].entries()) {
      const truth = sum(counted.map((place) => census.tables[1]?.[place]?.[at] ?? 0)) / n;
      const found = (all.items.level.counts[option] ?? 0) / all.n;
      off.set('all', [...(off.get('all') ?? []), (found - truth) * 100]);
    }
  }
  const errors = off.get('all') ?? [];
  const mean = sum(errors) / errors.length;
  const deviation = Math.sqrt(sum(errors.map((error) => (error - mean) ** 2)) / errors.length);
  expect(Math.abs(mean)).toBeLessThan(0.05 + (3 * deviation) / Math.sqrt(errors.length));
});

describe('a table whose cells change while the survey is open', () => {
  const random = randomFrom(9);
  const census = populationOf([400, 101, 40, 60], random);
  const changed: TableDefinitions = {
    ...DEFINITIONS,
    tables: DEFINITIONS.tables.map((table) =>
      table.name === 'plan' ? { ...table, cells: ['yes', 'maybe', '?blank'] } : table,
    ),
  };
  const later: Census = {
    ...census,
    tables: census.tables.map((table, at) =>
      at === 0 ? table.map(([yes = 0, no = 0, blank = 0]) => [yes, no, blank]) : table,
    ),
  };

  it('waits for the closing, with what is asked behind it, while the others go on', () => {
    const uniform = uniformFrom(11);
    const first = published(undefined, census, uniform, { phase: 'preview' });
    const second = published(first, later, uniform, { phase: 'preview', night: 5, isOrdered: true }, changed);
    expect(second.strata.commune?.tables.plan).toMatchObject({ waits: true, draws: 1 });
    const shown = shownIn(second, changed, 'preview');
    expect(Object.keys(shown.strata.all?.items ?? {})).toEqual(['level', 'means', 'sure', 'type']);
    expect(shown.strata.all?.items.level?.base).toBeGreaterThan(100);
    const final = published(undefined, later, uniform, { phase: 'results' }, changed);
    expect(Object.keys(shownIn(final, changed, 'results').strata.all?.items.plan?.counts ?? {})).toEqual([
      'yes',
      'maybe',
    ]);
  });

  it('does not when the texts of the typology are in one more language', () => {
    const rule = JSON.stringify([{ id: 'p1', name: { fr: 'Un', en: 'One' } }]);
    const now = { cells: ['p1'], rule: rule.replace('}', ',"pt-BR":"Um \\"1\\""}') };
    expect(goesOn({ cells: ['p1'], rule }, now)).toBe(true);
    expect(goesOn({ cells: ['p1'], rule }, { ...now, rule: now.rule.replace('p1', 'p2') })).toBe(false);
  });

  it.each([
    ['the rule of the typology changes, whatever its profiles are called', { rule: 'other' }],
    ['the previews began before each pair had a cell', { cells: ['p1', 'p2', 'p3', '?between', '?apart', '?none'] }],
  ])('does so when %s', (_, before) => {
    const uniform = uniformFrom(12);
    const profiled = (change: object): TableDefinitions => ({
      ...DEFINITIONS,
      tables: DEFINITIONS.tables.map((table) => (table.name === '?profiles' ? { ...table, ...change } : table)),
    });
    const [former, now] = [profiled({ rule: 'one', ...before }), profiled({ rule: 'one' })];
    const first = published(undefined, census, uniform, { phase: 'preview' }, former);
    const second = published(first, census, uniform, { phase: 'preview', night: 5, isOrdered: true }, now);
    expect(shownIn(first, former, 'preview').strata.all?.profiles?.base).toBeGreaterThan(100);
    expect(shownIn(second, now, 'preview').strata.all).not.toHaveProperty('profiles');
    const final = published(undefined, census, uniform, { phase: 'results' }, now);
    expect(Object.keys(shownIn(final, now, 'results').strata.all?.profiles?.pairs ?? {})).toEqual(PAIRS);
  });
});

describe('durations', () => {
  const isIn = (wide: MinuteBand | undefined, { from, to }: MinuteBand) =>
    wide === undefined || (wide.from <= from && (wide.to === undefined || (to ?? Number.POSITIVE_INFINITY) <= wide.to));

  it.each<readonly [Phase, number]>([
    ['results', 1],
    ['preview', 5],
  ])('the band of the median holds the true one in at least 94 % of surveys: %s, %i draws', (phase, draws) => {
    let [within, all] = [0, 0];
    for (const { census, shown } of rounds(phase, draws)) {
      const half = sum(census.minutes) / 2;
      const place = census.minutes.findIndex((_, at) => sum(census.minutes.slice(0, at + 1)) >= half);
      const band = shown.minutes?.bands[place];
      if (!shown.minutes || !band) throw new Error('no durations');
      all++;
      if (isIn(medianBand(shown.minutes, shown.epsilon), band)) within++;
    }
    expect(all).toBe(ROUNDS);
    expect(within / all).toBeGreaterThanOrEqual(0.94 - 2.6 * Math.sqrt((0.94 * 0.06) / all));
  });

  it('is one band where the noise leaves no doubt, and nothing where it leaves every band', () => {
    const bands = (counts: readonly number[]) => ({
      draws: 1,
      bands: [
        { from: 0, to: 5, count: counts[0] ?? 0 },
        { from: 5, to: 10, count: counts[1] ?? 0 },
        { from: 10, count: counts[2] ?? 0 },
      ],
    });
    expect(medianBand(bands([100, 300, 100]), 0.5)).toEqual({ from: 5, to: 10 });
    expect(medianBand(bands([100, 100, 300]), 0.5)).toEqual({ from: 10, to: undefined });
    expect(medianBand(bands([248, 200, 50]), 0.5)).toEqual({ from: 0, to: 10 });
    expect(medianBand(bands([1, 0, 1]), 0.5)).toBeUndefined();
    expect(medianBand(bands([0, 0, 0]), 0.5)).toBeUndefined();
  });

  it('are shown fitted to the published total: raw counts that are all moved alike show the same', () => {
    const random = randomFrom(21);
    const census = populationOf([400, 101, 40, 60], random);
    const book = published(undefined, census, uniformFrom(22), { phase: 'preview' });
    const { minutes } = book;
    if (!minutes) throw new Error('no durations');
    expect(minutes.values).toEqual(minutes.noise.map((noise, at) => noise + (census.minutes[at] ?? 0)));
    const moved = { ...book, minutes: { ...minutes, values: minutes.values.map((value) => value + 9) } };
    expect(shownIn(moved, DEFINITIONS, 'preview').minutes).toEqual(shownIn(book, DEFINITIONS, 'preview').minutes);
    const few = published(undefined, populationOf([5, 0, 0, 0], random), uniformFrom(22), { phase: 'preview' });
    expect(shownIn(few, DEFINITIONS, 'preview')).not.toHaveProperty('minutes');
  });

  it('wait for the closing where previews began without them, or with other bands', () => {
    const census = populationOf([400, 101, 40, 60], randomFrom(23));
    const uniform = uniformFrom(24);
    const { minutes, ...without } = published(undefined, census, uniform, { phase: 'preview' });
    if (!minutes) throw new Error('no durations');
    const other = { ...without, minutes: { ...minutes, cells: ['0-8', ...minutes.cells.slice(1)] } };
    for (const before of [without, other]) {
      const next = published(before, census, uniform, { phase: 'preview', night: 5, isOrdered: true });
      expect(next.minutes?.noise).toEqual(before === other ? minutes.noise : undefined);
      expect(shownIn(next, DEFINITIONS, 'preview')).not.toHaveProperty('minutes');
    }
    const final = published(undefined, census, uniform, { phase: 'results' });
    expect(shownIn(final, DEFINITIONS, 'results').minutes?.draws).toBe(1);
  });
});

it('hiding and showing follow published sizes alone: a stratum that loses all its members goes (stayed for ever before), and one that stays is not drawn again', () => {
  const random = randomFrom(13);
  const uniform = uniformFrom(14);
  const first = published(undefined, populationOf([400, 101, 50, 60], random), uniform, { phase: 'preview' });
  const gone = populationOf([400, 101, 0, 60], random);
  const second = published(first, gone, uniform, { phase: 'preview', night: 2 });
  expect(second.strata.region).toEqual(first.strata.region);
  expect(second.strata.commune).toEqual(first.strata.commune);
  const shown = shownIn(second, DEFINITIONS, 'preview');
  expect(shown.strata.region).toBeNull();
  expect(shown.strata.all?.n).toBe(
    sum(['commune', 'departement', 'intercommunalite'].map((name) => shown.strata[name]?.n ?? 0)),
  );
});

it('a count that is the sum of several has the range of all their noise, in small final groups too', () => {
  const context = { phase: 'results', parts: 9, summed: 3 } as const;
  const { counts } = displayCount(2, 49, { ...context, noise: { epsilon: 0.5, draws: 1 } });
  expect(displayCount(0, 19, { phase: 'preview', parts: 9, noise: { epsilon: 0.5, draws: 1 } }).isVague).toBe(true);
  const { least, most } = countRange(2, { parts: 9, noise: { epsilon: 0.5, draws: 3 } });
  expect(counts).toEqual({ least, most });
  expect(most).toBeGreaterThan(11);
});
