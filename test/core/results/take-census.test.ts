import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import {
  type Coded,
  type Coding,
  codingOf,
  encoderOf,
  FIRST,
  STATUS,
} from '../../../src/core/results/answer-coding.ts';
import type { Columns } from '../../../src/core/results/columns.ts';
import { EMPTY, EVERYONE } from '../../../src/core/results/exact-tables.ts';
import type { ResultsFile } from '../../../src/core/results/results-file.ts';
import { takeCensus } from '../../../src/core/results/take-census.ts';
import { type Answers, has } from '../../../src/core/survey/answers.ts';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { builtSurvey, readFixture, study } from '../../support/surveys.ts';
import { keyOf } from './people.ts';

const { survey } = study;
const FILE: ResultsFile = {
  bands: { 'digital-budget-investment': [0, 100_000, 1_000_000] },
  crossings: [
    { id: 'everyone', rows: 'respondent-role', columns: 'digital-job-share' },
    { id: 'communes', rows: 'action-domains', columns: 'axis-open-innovation', within: 'commune' },
  ],
};

interface Response {
  readonly answers: Answers;
  readonly status: 'partial' | 'complete';
}

/** As an endpoint has them, which takes answers of the path alone. */
function encode(coding: Coding, of: Survey, { answers, ...rest }: Coded): Uint8Array {
  return encoderOf(coding, of)({ ...rest, answers: pathThrough(of, answers).answers });
}

function columnsOf(coding: Coding, of: Survey, responses: readonly Response[]): Columns {
  const codes = responses.map(({ answers, status }) => encode(coding, of, { answers, status, lastQuestion: null }));
  return {
    coding,
    length: responses.length,
    keys: Uint32Array.from(responses, (_, index) => keyOf(String(index))),
    counted: Uint8Array.from(responses, ({ status }) => (status === 'complete' ? 1 : 0)),
    unfinished: Uint8Array.from(responses, ({ status }) => (status === 'partial' ? 1 : 0)),
    profiles: new Uint8Array(responses.length),
    bytes: Array.from({ length: coding.width }, (_, at) => Uint8Array.from(codes, (code) => code[at] ?? 0)),
  };
}

const responses: fc.Arbitrary<readonly Response[]> = fc.array(
  fc.record({
    answers: answersOf(survey),
    status: fc.constantFrom<Response['status']>('complete', 'complete', 'partial'),
  }),
  { maxLength: 10 },
);

test('every count of a census is the number of people one finds by looking at each', () => {
  const coding = codingOf([survey], FILE);
  fc.assert(
    fc.property(responses, (given) => {
      const census = takeCensus(columnsOf(coding, survey, given), survey, FILE);
      const complete = given
        .map(({ answers, status }, index) => ({ ...pathThrough(survey, answers), status, key: keyOf(String(index)) }))
        .filter(({ status }) => status === 'complete');
      const cellOf = (some: typeof complete) => ({
        count: some.length,
        keys: some.reduce((sum, { key }) => sum + key, 0),
      });
      for (const [name, tables] of census.strata) {
        const members = complete.filter(({ answers }) => name === EVERYONE || answers['authority-type'] === name);
        expect(tables.everyone).toEqual(cellOf(members));
        for (const [item, counted] of tables.items) {
          const question = survey.questionOfItem.get(item);
          const asked = members.filter(({ questions }) => questions.some(({ id }) => id === question?.id));
          const isUnknown = (answers: Answers) => question?.kind === 'number' && answers[item] === 'unknown';
          expect(counted.notAsked).toEqual(cellOf(members.filter((one) => !asked.includes(one))));
          expect(counted.blank).toEqual(cellOf(asked.filter(({ answers }) => answers[item] === undefined)));
          expect(counted.unknown).toEqual(cellOf(asked.filter(({ answers }) => isUnknown(answers))));
          const answered = asked.filter(({ answers }) => answers[item] !== undefined && !isUnknown(answers));
          expect(counted.base).toEqual(cellOf(answered));
          if (question?.kind === 'number') continue;
          for (const [option, cell] of counted.options)
            expect(cell).toEqual(cellOf(answered.filter(({ answers }) => has(answers, item, option))));
        }
      }
      const inTown = complete.filter(({ answers }) => answers['authority-type'] === 'commune');
      const row = census.strata.get('commune')?.crossings.get('communes')?.rows.get('education');
      const chose = inTown.filter(({ answers }) => has(answers, 'action-domains', 'education'));
      expect(row?.base).toEqual(cellOf(chose.filter(({ answers }) => answers['axis-open-innovation'] !== undefined)));
      expect(row?.options.get('planned')).toEqual(
        cellOf(chose.filter(({ answers }) => answers['axis-open-innovation'] === 'planned')),
      );
      const isAsked = ({ questions }: (typeof chose)[number]) => questions.some(({ id }) => id === 'development-axes');
      expect(row?.notAsked).toEqual(cellOf(chose.filter((one) => !isAsked(one))));
      const isBlank = (one: (typeof chose)[number]) =>
        isAsked(one) && one.answers['axis-open-innovation'] === undefined;
      expect(row?.blank).toEqual(cellOf(chose.filter(isBlank)));
      expect(row?.unknown).toEqual(EMPTY);
      expect(census.unfinished.count).toBe(given.length - complete.length);
    }),
    { numRuns: 20 },
  );
});

test('a number falls into the band that begins at or below it', () => {
  const coding = codingOf([survey], FILE);
  const bands = [0, 99_999, 100_000, 5_000_000].map((budget) => {
    const answers = { 'authority-type': 'commune', 'digital-budget-investment': budget };
    return encode(coding, survey, { answers, status: 'complete', lastQuestion: null })[
      coding.item.get('digital-budget-investment')?.at ?? -1
    ];
  });
  expect(bands).toEqual([FIRST, FIRST, FIRST + 1, FIRST + 2]);
});

test('blank, not reached and not asked stay three things in a partial response', () => {
  const coding = codingOf([survey], FILE);
  const answers = { 'authority-type': 'commune', 'elected-digital-rep': 'no' };
  const code = encode(coding, survey, { answers, status: 'partial', lastQuestion: 'digital-plan' });
  const at = (item: string) => code[coding.item.get(item)?.at ?? -1];
  expect(at('population-band')).toBe(STATUS.blank);
  expect(at('elected-rep-domain')).toBe(STATUS.notAsked);
  expect(at('axis-open-data')).toBe(STATUS.notReached);
  expect(at('elected-digital-rep')).toBeGreaterThanOrEqual(FIRST);
});

test('a later revision adds its items and options after those of the earlier ones', () => {
  const garden = builtSurvey(readFixture('shared-garden'));
  const [first] = garden.questions.filter(({ kind }) => kind === 'single');
  if (!first) throw new Error('the garden asks a single choice');
  const added = { id: 'added', label: { fr: 'Ajouté', en: 'Added' } };
  const later: Survey = {
    ...garden,
    revision: 2,
    questions: garden.questions.map((question) =>
      question === first ? { ...first, choices: [added, ...first.choices] } : question,
    ) as Survey['questions'],
  };
  const before = codingOf([garden], {});
  const after = codingOf([garden, later], {});
  expect(after.items.map(({ item }) => item)).toEqual(before.items.map(({ item }) => item));
  expect(after.item.get(first.id)?.options).toEqual([...(before.item.get(first.id)?.options ?? []), 'added']);
});

test('blank stays blank where an option needs two bytes', () => {
  const choices = Array.from({ length: 300 }, (_, at) => ({ id: `area-${at}`, label: { fr: 'Lieu', en: 'Place' } }));
  const [first] = survey.questions;
  if (!first) throw new Error('no question');
  const wide: Survey = { ...survey, questions: [{ ...first, choices } as Survey['questions'][number]] };
  const coding = codingOf([wide], {});
  const coded = (answers: Answers) => [
    ...encoderOf(coding, wide)({ answers, status: 'complete', lastQuestion: null }).subarray(0, 2),
  ];
  expect(coded({})).toEqual([0, STATUS.blank]);
  expect(coded({ [first.id]: 'area-299' })).toEqual([(FIRST + 299) >> 8, (FIRST + 299) & 255]);
});
