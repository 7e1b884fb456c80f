import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { type Json, readFixture, withChange } from '../../support/surveys.ts';

/** The garden survey with the value at this path replaced; removed when there is no value. */
function garden(path: string, value?: Json): unknown {
  return withChange(readFixture('shared-garden'), path, value);
}

type Case = readonly [name: string, at: string, value: Json | undefined, path: string, reason: string];

const CASES: readonly Case[] = [
  [
    'a criterion on no fact',
    'typology.criteria.0.facts',
    ['holder', 'luck'],
    'typology.criteria.0.facts',
    'no fact "luck"',
  ],
  ['a criterion twice', 'typology.criteria.2.id', 'work', 'typology.criteria', '"work" appears twice'],
  ['a profile twice', 'typology.profiles.1.id', 'florist', 'typology.profiles', '"florist" appears twice'],
  [
    'a profile that requires nothing',
    'typology.profiles.1.requires',
    {},
    'typology.profiles.1.requires',
    'it requires nothing: every response would match it',
  ],
  [
    'a condition on an unknown fact',
    'typology.profiles.0.requires.place.when.fact',
    'luck',
    'typology.profiles.0.requires.place',
    'no fact "luck"',
  ],
  [
    'a condition on a fact of another criterion',
    'typology.profiles.0.requires.place.when',
    { fact: 'soil', is: 'fed' },
    'typology.profiles.0.requires.place',
    'criterion "place" does not read fact "soil"',
  ],
  [
    'a total that is of another criterion',
    'typology.criteria.2.total',
    { sum: ['care'], says: { one: { en: '{n} task' }, other: { en: '{n} tasks' } } },
    'typology.criteria.2.total',
    'criterion "yield" does not read fact "care"',
  ],
  [
    'a total of what is no count',
    'typology.criteria.0.total',
    { sum: ['holder'], says: { one: { en: '{n} plot' }, other: { en: '{n} plots' } } },
    'typology.criteria.0.total',
    'fact "holder" is not a count and cannot be summed',
  ],
  [
    'a condition that a fact never meets',
    'typology.profiles.0.requires.place.when.is',
    'maybe',
    'typology.profiles.0.requires.place',
    'fact "holder" never is "maybe"',
  ],
  [
    'a set that has no such member',
    'typology.profiles.0.requires.yield.when.equals.0',
    'shade',
    'typology.profiles.0.requires.yield',
    'fact "harvest" never is "shade"',
  ],
  [
    '"is" on a count',
    'typology.profiles.0.requires.work.when',
    { fact: 'care', is: '2' },
    'typology.profiles.0.requires.work',
    'fact "care" is a count: use "sum"',
  ],
  [
    '"is" on a set',
    'typology.profiles.0.requires.yield.when',
    { fact: 'harvest', is: 'food' },
    'typology.profiles.0.requires.yield',
    '"equals" is for sets, "is" and "in" for flags and categories',
  ],
  [
    '"equals" on a flag',
    'typology.profiles.0.requires.place.when',
    { fact: 'holder', equals: ['yes'] },
    'typology.profiles.0.requires.place',
    '"equals" is for sets, "is" and "in" for flags and categories',
  ],
  [
    'a sum of something else than counts',
    'typology.profiles.0.requires.work.when.sum',
    ['soil'],
    'typology.profiles.0.requires.work',
    'fact "soil" is not a count and cannot be summed',
  ],
  [
    'an impossible combination of an unknown fact',
    'typology.impossible.0.all.1.sum',
    ['luck'],
    'typology.impossible.0.all.1',
    'no fact "luck"',
  ],
  [
    'a profile that no answers can have',
    'typology.profiles.0.requires.work.when',
    {
      all: [
        { sum: ['care'], atLeast: 2 },
        { sum: ['care'], atMost: 1 },
      ],
    },
    'typology.profiles.0',
    'no answers can reach this profile exactly',
  ],
  [
    'a profile that needs a plot and none',
    'typology.profiles.0.requires.place.when',
    {
      all: [
        { fact: 'holder', is: 'yes' },
        { fact: 'holder', is: 'no' },
      ],
    },
    'typology.profiles.0',
    'no answers can reach this profile exactly',
  ],
  [
    'a profile that only an impossible combination reaches',
    'typology.impossible.0.all',
    [
      { fact: 'holder', is: 'yes' },
      { fact: 'harvest', equals: ['beauty'] },
    ],
    'typology.profiles.0',
    'no answers can reach this profile exactly',
  ],
];

test.each(CASES)('%s is the one fault found', (_, at, value, path, reason) => {
  expect(checkSurvey(garden(at, value))).toMatchObject({ kind: 'faulty', faults: [{ path, reason }] });
});

test('a minimum of matching criteria that no answers reach is refused: no profile would ever be dominant', () => {
  for (const compositeBelow of [4, 9])
    expect(checkSurvey(garden('typology.compositeBelow', compositeBelow))).toMatchObject({
      kind: 'faulty',
      faults: [
        {
          path: 'typology.compositeBelow',
          reason: `${compositeBelow} is above the number of criteria, which is 3: no profile would ever be dominant`,
        },
      ],
    });
  expect(checkSurvey(garden('typology.compositeBelow', 3)).kind).toBe('survey');
});

const says = { en: 'As the florist' };
const FLORIST: readonly (readonly [name: string, requires: Json])[] = [
  [
    'letter for letter',
    {
      place: { when: { fact: 'holder', is: 'yes' }, says },
      work: { when: { sum: ['care'], atMost: 1 }, says },
      yield: { when: { fact: 'harvest', equals: ['beauty'] }, says },
    },
  ],
  [
    'in other words',
    {
      yield: { when: { any: [{ fact: 'harvest', equals: ['beauty', 'beauty'] }] }, says },
      work: { when: { all: [{ all: [{ sum: ['care'], atMost: 1 }] }, { sum: ['care'], atMost: 1 }] }, says },
      place: { when: { fact: 'holder', in: ['yes'] }, says },
    },
  ],
];

test.each(FLORIST)(
  'a profile with the conditions of another, %s, is refused: it would never be named',
  (_, requires) => {
    expect(checkSurvey(garden('typology.profiles.1.requires', requires))).toMatchObject({
      kind: 'faulty',
      faults: [
        {
          path: 'typology.profiles.1.requires',
          reason: 'the same conditions as profile "florist": "grower" would never be named',
        },
      ],
    });
  },
);

test('a requirement on an unknown criterion is found', () => {
  const requires = { when: { fact: 'holder', is: 'yes' }, says: { en: 'Luck' } };
  expect(checkSurvey(garden('typology.profiles.0.requires.luck', requires))).toMatchObject({
    kind: 'faulty',
    faults: [{ path: 'typology.profiles.0.requires.luck', reason: 'no criterion "luck"' }],
  });
});

test('facts with too many combinations to prove anything are refused', () => {
  const flag = (index: number): Json => ({
    id: `flag-${index}`,
    title: { en: 'Flag' },
    kind: 'flag',
    yes: { item: 'plot', is: 'yes' },
    no: { item: 'plot', is: 'no' },
    says: { yes: { en: 'Yes' }, no: { en: 'No' } },
    ifChanged: { yes: { en: 'Yes' }, no: { en: 'No' } },
  });
  const json = Array.from({ length: 18 }, (_, index) => index).reduce(
    (survey, index) => withChange(survey, `facts.${4 + index}`, flag(index)),
    readFixture('shared-garden'),
  );
  expect(checkSurvey(json)).toMatchObject({ kind: 'faulty', faults: [{ path: 'facts' }] });
});
