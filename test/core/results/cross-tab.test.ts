import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { codingOf, encoderOf } from '../../../src/core/results/answer-coding.ts';
import { dayNumber, type HeadedColumns } from '../../../src/core/results/columns.ts';
import { crossTab, type Filter } from '../../../src/core/results/cross-tab.ts';
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
  { by: 'channel', channel: 'linkedin' },
  { by: 'days', from: '2026-11-24' },
  { by: 'revision', revision: 1 },
  { by: 'mode', mode: 'field' },
  { by: 'item', item: 'authority-type', option: 'commune' },
];

const ITEMS = [
  'authority-type',
  'digital-plan',
  'action-domains',
  'digital-budget-investment',
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

test('the cells of any filter add up to n', () => {
  const single = ITEMS.filter((item) => survey.questionOfItem.get(item)?.kind !== 'multiple');
  fc.assert(
    fc.property(
      responses,
      fc.constantFrom(...single),
      fc.constantFrom(...single),
      fc.shuffledSubarray([...FILTERS], { maxLength: 2 }),
      (given, rows, columns, filters) => {
        const table = crossTab(columnsOf(given), { rows, columns, filters });
        expect(table?.cells.flat().reduce((sum, count) => sum + count, 0)).toBe(table?.n);
      },
    ),
    { numRuns: 30 },
  );
});

test.each<[string, Parameters<typeof crossTab>[1]]>([
  ['an item', { rows: 'nothing', columns: 'digital-plan', filters: [] }],
  [
    'an option',
    { rows: 'digital-plan', columns: 'digital-plan', filters: [{ by: 'item', item: 'authority-type', option: 'x' }] },
  ],
  ['a revision', { rows: 'digital-plan', columns: 'digital-plan', filters: [{ by: 'revision', revision: 9 }] }],
])('%s that is not there has no table', (_, asked) => {
  expect(crossTab(columnsOf([]), asked)).toBeUndefined();
});
