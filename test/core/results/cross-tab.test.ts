import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { codingOf, encoderOf } from '../../../src/core/results/answer-coding.ts';
import { dayNumber, type HeadedColumns, PROFILE } from '../../../src/core/results/columns.ts';
import { crossTab } from '../../../src/core/results/cross-tab.ts';
import { distributions } from '../../../src/core/results/distribution.ts';
import { type Filter, passing } from '../../../src/core/results/passing.ts';
import { type Answers, has } from '../../../src/core/survey/answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { study } from '../../support/surveys.ts';

const { survey } = study;
const coding = codingOf([survey], {});
const encode = encoderOf(coding, survey);

interface Response {
  readonly answers: Answers;
  readonly isComplete: boolean;
  readonly isField: boolean;
  readonly channel: string | null;
  readonly day: string;
}

const CHANNELS = [null, 'linkedin', 'gazette'];

const responses: fc.Arbitrary<readonly Response[]> = fc.array(
  fc.record({
    answers: answersOf(survey).map((answers) => pathThrough(survey, answers).answers),
    isComplete: fc.constantFrom(true, true, true, false),
    isField: fc.boolean(),
    channel: fc.constantFrom(...CHANNELS),
    day: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-25'),
  }),
  { maxLength: 12 },
);

test('to a code of another revision too, a number that a person does not know is no blank', () => {
  const encodeForOther = encoderOf(codingOf([{ ...survey, revision: survey.revision + 1 }], {}), survey);
  const unknown = survey.questions.filter((question) => question.kind === 'number' && question.unknown);
  const codeOf = (answers: Answers) => encodeForOther({ answers, status: 'complete', lastQuestion: null });
  for (const { id } of unknown) expect(codeOf({ [id]: 'unknown' })).not.toEqual(codeOf({}));
  expect(unknown.length).toBeGreaterThan(0);
});

function columnsOf(given: readonly Response[]): HeadedColumns {
  const codes = given.map(({ answers, isComplete }) =>
    encode({ answers, status: isComplete ? 'complete' : 'partial', lastQuestion: null }),
  );
  const mark = (is: (one: Response) => boolean) => Uint8Array.from(given, (one) => (is(one) ? 1 : 0));
  return {
    coding,
    length: given.length,
    counted: mark(({ isComplete }) => isComplete),
    unfinished: mark(({ isComplete }) => !isComplete),
    profiles: new Uint8Array(given.length),
    bytes: Array.from({ length: coding.width }, (_, at) => Uint8Array.from(codes, (code) => code[at] ?? 0)),
    days: Uint16Array.from(given, ({ day }) => dayNumber(day)),
    revisions: new Uint16Array(given.length),
    revisionNumbers: [1],
    inField: mark(({ isField }) => isField),
    channels: Uint32Array.from(given, ({ channel }) => CHANNELS.indexOf(channel)),
    channelNames: CHANNELS,
  };
}

/** By looking at each response: what it says to an item, as the states and options of one side of the table. */
function valuesOf(item: string, answers: Answers): readonly string[] {
  // An option may have the name of a state.
  const question = survey.questionOfItem.get(item);
  const isAsked = pathThrough(survey, answers).questions.some(({ id }) => id === question?.id);
  const answer = answers[item];
  if (!question || !isAsked) return ['state notAsked'];
  if (answer === undefined) return ['state blank'];
  if (question.kind === 'number') return [answer === 'unknown' ? 'state unknown' : bandOf(item, Number(answer))];
  if (question.kind === 'multiple')
    return ['state given', ...question.choices.flatMap(({ id }) => (has(answers, item, id) ? [id] : []))];
  return question.kind === 'text' ? ['state given'] : [String(answer)];
}

function bandOf(item: string, value: number): string {
  return String((coding.edges.get(item) ?? []).findLast((edge) => edge <= value));
}

const passes: Readonly<Record<Filter['by'], (one: Response) => boolean>> = {
  channel: ({ channel }) => channel === 'linkedin',
  days: ({ day }) => day >= '2026-11-24',
  revision: () => true,
  mode: ({ isField }) => isField,
  item: ({ answers }) => has(answers, 'authority-type', 'commune'),
};
const FILTERS: readonly Filter[] = [
  { by: 'channel', channels: ['linkedin'] },
  { by: 'days', from: '2026-11-24' },
  { by: 'revision', revision: 1 },
  { by: 'mode', mode: 'field' },
  { by: 'item', item: 'authority-type', options: ['commune'] },
];

const ITEMS = [
  'authority-type',
  'digital-plan',
  'main-domains',
  'initial-budget-investment',
  'territory',
  'free-comment',
  'elected-rep-domain',
];

test('every cell is the number of people one finds by looking at each, whatever is crossed and whichever are looked at', () => {
  fc.assert(
    fc.property(
      responses,
      fc.constantFrom(...ITEMS),
      fc.constantFrom(...ITEMS),
      fc.shuffledSubarray([...FILTERS], { maxLength: 2 }),
      (given, rows, columns, filters) => {
        const table = crossTab(columnsOf(given), { rows, columns, filters });
        if (!table) throw new Error('no table');
        const seen = given.filter((one) => one.isComplete && filters.every(({ by }) => passes[by](one)));
        expect(table.n).toBe(seen.length);
        const names = [...table.rows.states.map((state) => `state ${state}`), ...table.rows.options];
        const others = [...table.columns.states.map((state) => `state ${state}`), ...table.columns.options];
        const saying = (item: string) => seen.map(({ answers }) => new Set(valuesOf(item, answers)));
        const [ofRow, ofColumn] = [saying(rows), saying(columns)];
        const expected = names.map((name) =>
          others.map((other) => ofRow.filter((values, at) => values.has(name) && ofColumn[at]?.has(other)).length),
        );
        expect(table.cells).toEqual(expected);
        const isAnswered = (item: string, answers: Answers) =>
          !['state notAsked', 'state blank', 'state unknown'].includes(valuesOf(item, answers)[0] ?? '');
        expect(table.base).toBe(
          seen.filter(({ answers }) => isAnswered(rows, answers) && isAnswered(columns, answers)).length,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('the distribution of each question is what one finds by looking at each response', () => {
  fc.assert(
    fc.property(responses, fc.shuffledSubarray([...FILTERS], { maxLength: 2 }), (given, filters) => {
      const found = distributions(columnsOf(given), filters);
      if (!found) throw new Error('no distributions');
      const seen = given.filter((one) => one.isComplete && filters.every(({ by }) => passes[by](one)));
      expect(found.n).toBe(seen.length);
      for (const item of ITEMS) {
        const one = found.items.find((each) => each.item === item);
        const saying = seen.map(({ answers }) => new Set(valuesOf(item, answers)));
        const countOf = (name: string) => saying.filter((values) => values.has(name)).length;
        expect(one?.counts, item).toEqual(one?.options.map(countOf));
        for (const [state, count] of Object.entries(one?.states ?? {}))
          expect(count, item).toBe(countOf(`state ${state}`));
      }
    }),
    { numRuns: 40 },
  );
});

test('a filter of several values keeps responses that have any of them', () => {
  fc.assert(
    fc.property(responses, (given) => {
      const both = (filter: Filter, is: (one: Response) => boolean) => {
        const expected = given.map((one) => Number(one.isComplete && is(one)));
        expect([...(passing(columnsOf(given), [filter]) ?? [])]).toEqual(expected);
      };
      both({ by: 'channel', channels: [null, 'gazette'] }, ({ channel }) => channel !== 'linkedin');
      // The last two lie in two bytes.
      const domains = ['administration', 'culture-sport', 'other'];
      for (const [item, options] of [
        ['authority-type', ['commune', 'region']],
        ['main-domains', domains],
      ] as const)
        both({ by: 'item', item, options }, ({ answers }) => options.some((option) => has(answers, item, option)));
    }),
    { numRuns: 30 },
  );
});

test('profiles, channels and modes are crossed as questions are', () => {
  const one = (channel: string | null, isField: boolean): Response => ({
    answers: {},
    isComplete: true,
    isField,
    channel,
    day: '2026-11-24',
  });
  const given = [...Array.from({ length: 5 }, () => one('linkedin', false)), one('gazette', true), one(null, true)];
  const { none, apart, between, first } = PROFILE;
  // The pairs are counted together.
  const profiles = Uint8Array.from([none, between, apart, first, first + 1, between + 65, first]);
  const columns = { ...columnsOf(given), profiles };
  const table = crossTab(columns, { rows: '@profile', columns: '@channel', filters: [] });
  expect(table?.rows.options).toEqual(['between', 'apart', '0', '1']);
  // The only response of its channel is counted with others.
  expect(table?.columns.options).toEqual(['', 'autres', 'linkedin']);
  const filled = table?.cells.slice(table.rows.states.length).map((row) => row.slice(table.columns.states.length));
  expect(filled).toEqual([
    [0, 1, 1],
    [0, 0, 1],
    [1, 0, 1],
    [0, 0, 1],
  ]);
  expect([table?.n, table?.base]).toEqual([7, 6]);
  const modes = crossTab(columns, { rows: '@mode', columns: '@mode', filters: [] });
  expect(modes?.cells.slice(5).map((row) => row.slice(5))).toEqual([
    [5, 0],
    [0, 2],
  ]);
});

test.each<[string, Parameters<typeof crossTab>[1]]>([
  ['an item', { rows: 'nothing', columns: 'digital-plan', filters: [] }],
  [
    'an option',
    {
      rows: 'digital-plan',
      columns: 'digital-plan',
      filters: [{ by: 'item', item: 'authority-type', options: ['x'] }],
    },
  ],
  ['a revision', { rows: 'digital-plan', columns: 'digital-plan', filters: [{ by: 'revision', revision: 9 }] }],
])('%s that is not there has no table', (_, asked) => {
  expect(crossTab(columnsOf([]), asked)).toBeUndefined();
});
