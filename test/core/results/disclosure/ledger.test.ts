import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { randomFrom } from '../../../../src/core/answering/random-answers.ts';
import { codingOf, encoderOf } from '../../../../src/core/results/answer-coding.ts';
import { PROFILE } from '../../../../src/core/results/columns.ts';
import {
  BOOK,
  type Book,
  crossingRoom,
  type Drawn,
  nextBook,
  type Phase,
  UNBOUND,
} from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import { definitionsOf } from '../../../../src/core/results/disclosure/table-definitions.ts';
import { takeCensus } from '../../../../src/core/results/disclosure/take-census.ts';
import { completedBooks, storedLedgerSchema } from '../../../../src/core/results/ledger/former-ledger.ts';
import { plannedOf } from '../../../../src/core/results/ledger/planned.ts';
import type { ResultsFile } from '../../../../src/core/results/results-file.ts';
import { type Survey, toSurvey } from '../../../../src/core/survey/questionnaire.ts';
import type { SurveyFile } from '../../../../src/core/survey/survey-schema.ts';
import { LONG } from '../../../support/long.ts';
import { builtSurvey, readPublic } from '../../../support/surveys.ts';

/*
 * Whatever sequence of definitions an organiser goes through, a response is in one draw of each phase and item at most, and in one more
 * for each change of it; and what its crossings tell of an item is ε in all.
 */

const SEQUENCES = LONG ? 10_000 : 150;
const STEPS = 10;

/** What an organiser can change. */
interface Wanted {
  stratum: 'type' | 'role' | undefined;
  types: number;
  plans: number;
  isPlanMultiple: boolean;
  isPlace: boolean;
  reasonBehind: 'yes' | 'no';
  typology: number;
  channels: readonly string[];
  file: ResultsFile;
}

const options = (ids: readonly string[]) => ids.map((id) => ({ id, label: {} }));
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`);

function surveyOf(revision: number, { stratum, types, plans, isPlanMultiple, reasonBehind, ...rest }: Wanted): Survey {
  const single = (id: string, ids: readonly string[]) => ({ id, kind: 'single', text: {}, options: options(ids) });
  const plan = single('plan', ['yes', 'no', ...numbered('plan', plans)]);
  const questions = [
    single('type', numbered('type', types)),
    single('role', ['mayor', 'clerk']),
    { ...plan, ...(isPlanMultiple && { kind: 'multiple' }) },
    { ...single('why', ['law', 'cost']), showIf: { item: 'plan', is: reasonBehind } },
    { id: 'staff', kind: 'number', text: {}, min: 0, max: 100 },
    { ...single('place', ['01', '02']), ...(rest.isPlace && { kind: 'territory', list: 'areas' }) },
  ];
  return toSurvey({
    ...{ id: 's', revision, languages: [], title: {}, opening: { minutes: 5 }, partials: false, scales: {}, facts: [] },
    ...(stratum !== undefined && { stratum }),
    sections: [{ id: 'all', title: {}, questions }],
    notice: { channels: rest.channels.map((id) => ({ id, label: {} })) },
    typology: { profiles: [{ id: 'one' }, { id: 'other' }], criteria: [], rule: rest.typology },
  } as unknown as SurveyFile);
}

type Answers = Readonly<Record<string, string | number>>;
const OTHERS: readonly Answers[] = [
  { type: 'type0', role: 'mayor', plan: 'yes', why: 'law', staff: 3, place: '01' },
  { type: 'type1', role: 'clerk', plan: 'no', staff: 30, place: '02' },
];
/** So that every group is drawn. */
const EACH = 40;

/** Counts the target alone, and with the others. */
function censuses(target: Answers, revisions: readonly Survey[], wanted: Wanted, book: Book | undefined) {
  const [first, current = first] = [revisions[0], revisions.at(-1)];
  if (!first || !current) throw new Error('no revision');
  const coding = codingOf(revisions, wanted.file);
  const definitions = definitionsOf({ current, results: wanted.file }, coding, book);
  const encode = encoderOf(coding, first);
  const all = [target, ...OTHERS.flatMap((one) => new Array<Answers>(EACH).fill(one))];
  const codes = all.map((answers) => encode({ answers, status: 'complete', lastQuestion: null }));
  const { length } = all;
  const bytes = Array.from({ length: coding.width }, (_, at) => Uint8Array.from(codes, (code) => code[at] ?? 0));
  const counting = (counted: Uint8Array) => ({
    ...{ coding, length, counted, bytes, unfinished: new Uint8Array(length), inField: new Uint8Array(length) },
    ...{ channels: new Uint32Array(length), channelNames: ['mail'], minutes: new Uint16Array(length).fill(7) },
    profiles: new Uint8Array(length).fill(PROFILE.first + (wanted.typology % 2)),
    readBy: Uint8Array.from(all, (answers) => (answers === target ? 1 : 0)),
  });
  const census = (counted: Uint8Array) => takeCensus(counting(counted), definitions, true);
  return {
    definitions,
    ours: census(Uint8Array.from(all, (_, at) => (at === 0 ? 1 : 0))),
    both: census(new Uint8Array(length).fill(1)),
  };
}

/** Each draw is of 1: the noise of a cell is how often it was drawn. */
function drawsOfOne() {
  let calls = 0;
  const uniform = (bound: number) => [500, bound - 1, 0, 1, 0][calls++ % 5] ?? 0;
  return { uniform, made: () => calls / 5 };
}

interface Cell {
  /** What it tells of: an item, or its own name. */
  readonly item: string;
  readonly at: string;
  readonly noise: number;
  readonly count: number;
}

function cellsOf({ sizes, others, territories, minutes, strata, crossings }: Book): readonly Cell[] {
  const tables: (readonly [item: string, at: string, drawn: Drawn | undefined])[] = [
    ...([
      ['size', 'sizes', sizes],
      ['', 'others', others],
      ['place', 'map', territories],
      ['', 'minutes', minutes],
    ] as const),
    ...Object.entries(strata).flatMap(([stratum, one]) =>
      Object.entries(one.tables).map(
        ([name, drawn]) => [name.replace('?options', ''), `${stratum} ${name}`, drawn] as const,
      ),
    ),
    ...Object.entries(crossings).map(([key, drawn]) => [`crossing ${key}`, key, drawn] as const),
  ];
  return tables.flatMap(([item, at, { cells = [], noise = [], values = [] } = {}]) =>
    cells.map((cell, place) => ({
      ...{ item: item || cell, at: `${at} ${cell}`, noise: noise[place] ?? 0 },
      count: (values[place] ?? 0) - (noise[place] ?? 0),
    })),
  );
}

/** An organiser who may change anything between two publications of one survey. */
function organiser(first: Partial<Wanted> = {}) {
  const wanted: Wanted = {
    ...{ stratum: 'type', types: 2, plans: 0, isPlanMultiple: false, isPlace: true, reasonBehind: 'yes', typology: 0 },
    ...{ channels: ['mail'], file: {}, ...first },
  };
  const answers: Record<string, string | number> = { ...OTHERS[0] };
  let revisions = [surveyOf(1, wanted)];
  const books: { preview?: Book; final?: Book } = {};
  const seen = new Map<string, { readonly noise: number; readonly isHeld: boolean }>();
  const exposed = new Map<string, number>();
  const faults: string[] = [];
  return {
    wanted,
    answers,
    books,
    /** By phase and item: how many draws hold the target. */
    exposed,
    faults,
    revise(change: Partial<Wanted>) {
      Object.assign(wanted, change);
      revisions = [...revisions, surveyOf(revisions.length + 1, wanted)];
    },
    setFile: (change: ResultsFile) => Object.assign(wanted, { file: { ...wanted.file, ...change } }),
    publish(phase: Phase, isOrdered = true) {
      const name = BOOK[phase];
      const { definitions, ours, both } = censuses(answers, revisions, wanted, books[name]);
      const night = (books[name]?.sizes.draws ?? 0) + 1;
      const occasion = { night, asOf: '2026-12-01', phase, isOrdered, withTerritories: true, left: 0 };
      const { uniform, made } = drawsOfOne();
      const book = nextBook(books[name], both, definitions, occasion, uniform);
      if ((books[name] ?? book).epsilon.s !== book.epsilon.s) faults.push('another ε');
      books[name] = book;
      // The same cells with the target alone.
      const known = { ...definitions, known: ['type', 'role', 'plan', 'why', 'staff'] };
      const alone = nextBook(undefined, ours, known, { ...occasion, phase: 'results' }, drawsOfOne().uniform);
      const held = new Set(cellsOf(alone).flatMap(({ at, count }) => (count === 1 ? [at] : [])));
      let drawn = 0;
      const heldNow = new Set<string>();
      for (const { item, at, noise } of cellsOf(book)) {
        const [cell, isHeld] = [`${phase} ${at}`, held.has(at)];
        const before = seen.get(cell) ?? { noise: 0, isHeld: false };
        drawn += Math.abs(noise - before.noise);
        if (noise === before.noise) continue;
        seen.set(cell, { noise, isHeld });
        if (isHeld !== before.isHeld) heldNow.add(`${phase} ${item}`);
      }
      for (const item of heldNow) exposed.set(item, (exposed.get(item) ?? 0) + 1);
      if (drawn !== made()) faults.push(`${made()} draws, of which ${drawn} are kept`);
      return { book, definitions };
    },
    planned: () => {
      const current = revisions.at(-1) as Survey;
      const survey = { current, revisions: new Map(revisions.map((one) => [one.revision, one])), results: wanted.file };
      return plannedOf(books, survey, codingOf(revisions, wanted.file));
    },
    /** The sum of ε of an item's crossings. */
    spent: (item: string) =>
      Object.entries(books.final?.crossings ?? {})
        .filter(([key]) => key.split(' ', 2).includes(item))
        .reduce((sum, [, { epsilon }]) => sum + epsilon.s / epsilon.t, 0),
  };
}

/** Plays one sequence. Returns what is wrong with it. */
function play(seed: number): readonly string[] {
  const random = randomFrom(seed);
  const pick = <T>(some: readonly T[]) => some[Math.floor(random() * some.length)] as T;
  const sides = ['type', 'role', 'plan', 'why', 'staff'];
  const { wanted, answers, exposed, faults, revise, setFile, publish, spent } = organiser({
    isPlace: random() < 0.7,
    file: { known: pick([[], ['role']]) },
  });
  const isChanging = random() < 0.3;
  const secret = new Set<string>();
  let [changes, most] = [0, 0];
  const moves: readonly (() => void)[] = [
    () => revise({ stratum: pick(['type', 'role', undefined]) }),
    () => revise({ types: Math.max(wanted.types, pick([3, 12, 13, 14])) }),
    () => revise({ plans: wanted.plans + 1 }),
    () => revise({ isPlanMultiple: !wanted.isPlanMultiple }),
    () => revise({ isPlace: random() < 0.7 }),
    () => revise({ reasonBehind: pick(['yes', 'no']) }),
    () => revise({ typology: pick([0, 1, 2]) }),
    () => revise({ channels: pick([[], ['mail'], ['mail', 'fair']]) }),
    () => setFile({ groups: pick(['none', undefined]) }),
    () =>
      setFile({
        bands: {
          staff: pick([
            [0, 5],
            [0, 2, 5],
            [0, 10],
          ]),
        },
      }),
    () => setFile({ epsilon: pick([0.5, 0.4, 0.3]) }),
    () => setFile({ known: pick([[], ['role'], ['plan'], ['why', 'staff']]) }),
    () => setFile({ crossingsPerItem: pick([1, 2, 4, undefined]) }),
    () => {
      const some = Array.from({ length: Math.floor(random() * 5) }, (_, at) => {
        const within = random() < 0.2 ? { within: 'type0' } : {};
        return { id: `c${at}`, rows: pick(sides), columns: pick(sides), ...within };
      });
      setFile({ crossings: some.filter(({ rows, columns }) => rows !== columns) });
    },
    () => {
      if (!isChanging) return;
      changes++;
      answers.role = answers.role === 'mayor' ? 'clerk' : 'mayor';
    },
  ];
  for (let step = 0; step < STEPS; step++) {
    for (let move = 0; move < 2; move++) pick(moves)();
    const { book } = publish(random() < 0.6 ? 'preview' : 'results', random() < 0.7);
    for (const [item, left] of Object.entries(book.left ?? {})) if (left !== UNBOUND) secret.add(item);
    if (book.left) most = book.epsilon.s / book.epsilon.t;
  }
  for (const [item, times] of exposed) if (times > 1 + changes) faults.push(`${item} is held by ${times} draws`);
  for (const item of secret) if (spent(item) > most + 1e-9) faults.push(`${item} tells ${spent(item)}`);
  return faults;
}

test(`in ${SEQUENCES} sequences of definitions a response is in one draw of each phase and item, and one more for each change`, () => {
  for (let seed = 1; seed <= SEQUENCES; seed++) expect(`${seed} ${play(seed)}`).toBe(`${seed} `);
}, 1_800_000);

describe('the attacks of 2026-11-30 on the ledger', () => {
  it('another dividing question, and the first again, gives one look (five before: odds 148, right 66 % of three)', () => {
    const { revise, publish, exposed } = organiser();
    for (const stratum of ['type', 'role', 'type', undefined, 'type'] as const) {
      revise({ stratum });
      expect(publish('preview').book.dividedBy).toBe('type');
    }
    expect(exposed.get('preview plan')).toBe(1);
  });

  it('crossings listed, drawn and taken away in seven cycles tell ε in all (1.75 before)', () => {
    const { setFile, publish, spent } = organiser({ types: 13, file: { crossingsPerItem: 2 } });
    for (const columns of ['role', 'why', 'staff', 'type', 'role', 'why', 'staff']) {
      setFile({ crossings: [{ id: 'again', rows: 'plan', columns }] });
      publish('results');
    }
    expect([spent('plan'), spent('role'), spent('staff')]).toEqual([0.5, 0.25, 0]);
  });

  it('a channel taken out twenty times and put back is drawn once (20 times before: its mean was exact)', () => {
    const { revise, publish, books } = organiser();
    for (let time = 0; time < 20; time++) {
      revise({ channels: ['mail'] });
      const { book, definitions } = publish('preview');
      expect(Object.keys(shownIn(book, definitions, 'preview').channels)).toEqual(time === 0 ? ['mail'] : []);
      revise({ channels: [] });
      publish('preview');
    }
    expect(books.preview?.others.noise.at(-1)).toBe(1);
  });

  it('a thirteenth group forgets no noise (that of every table before), and joins those of no group', () => {
    const { revise, publish, exposed } = organiser({ types: 12 });
    publish('preview');
    for (const types of [13, 14]) {
      revise({ types });
      const { strata } = publish('preview').definitions;
      expect([strata.length, strata.at(-1)]).toEqual([13, '?none']);
    }
    expect(exposed.get('preview plan')).toBe(1);
  });
});

describe('a ledger of an earlier release', () => {
  const stored = v.parse(storedLedgerSchema, JSON.parse(readFileSync('test/fixtures/former-ledger.json', 'utf8')));
  const current = builtSurvey(readPublic('exemple-benevolat/1.json'));
  const results = readPublic('exemple-benevolat/results.json') as ResultsFile;
  const coding = codingOf([current], results);
  const completed = (survey: Survey) =>
    completedBooks(stored, { current: survey, revisions: new Map([[1, survey]]), results }, coding);

  it('goes on with what it began with, whatever divides the survey of today', () => {
    for (const survey of [current, { ...current, stratum: 'decisions' }]) {
      const { preview, final } = completed(survey) ?? {};
      const kept = { dividedBy: 'field', epsilon: { s: 500, t: 1000 }, strata: stored.preview?.strata };
      expect(preview).toMatchObject(kept);
      // Its crossings are spent, whatever they held.
      expect(final).toMatchObject({ crossings: {}, perItem: 0 });
      const { refused } = crossingRoom(final, definitionsOf({ current: survey, results }, coding, final));
      expect(refused).toMatchObject([{ id: 'decisions-by-coordinator' }]);
    }
  });

  it('is refused where no question that was published has its groups', () => {
    const question = new Map([...current.question].filter(([id]) => id !== 'field'));
    expect(completed({ ...current, question })).toBeUndefined();
  });
});

test('what waits, and what never comes, is known before it is published', () => {
  const { revise, setFile, publish, books, planned } = organiser({ types: 12, file: { crossingsPerItem: 1 } });
  setFile({ crossings: [{ id: 'one', rows: 'plan', columns: 'role' }] });
  publish('preview');
  publish('results');
  expect(planned()).toMatchObject({ previews: [], final: [], refused: [], left: { plan: 0, role: 0, staff: 1 } });
  revise({ stratum: 'role', types: 13, typology: 1, channels: [] });
  setFile({ crossings: [{ id: 'two', rows: 'plan', columns: 'staff' }], epsilon: 0.3, bands: { staff: [0, 50] } });
  expect(planned()).toMatchObject({
    previews: [
      { what: 'division', id: 'role' },
      { what: 'group', id: 'type12' },
      { what: 'table', id: 'staff' },
      { what: 'table', id: '?profiles' },
      { what: 'channel', id: 'mail' },
      { what: 'epsilon' },
    ],
    refused: [{ id: 'two' }],
  });
  expect(planned()?.final).toEqual(planned()?.previews);
  // A channel that a publication left out does not come back.
  publish('results');
  revise({ channels: ['mail'] });
  expect(planned()?.final).toContainEqual({ what: 'channel', id: 'mail' });
  expect(planned()?.previews).not.toContainEqual({ what: 'channel', id: 'mail' });
  expect(books.final?.perItem).toBe(1);
});
