import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { type Json, readFixture, withChange } from '../../support/surveys.ts';
import { allOf } from '../all-of.ts';
import { changedGarden } from './changed-garden.ts';

/** The place that is changed and the one that is at fault, where it is another. */
const CASES: readonly [at: string, value: Json | undefined, reason: string, path?: string][] = [
  ['typology.criteria.0.facts', ['holder', 'luck'], 'no fact "luck"'],
  ['typology.criteria.2.id', 'work', '"work" appears twice', 'typology.criteria'],
  ['typology.profiles.1.id', 'florist', '"florist" appears twice', 'typology.profiles'],
  ['typology.profiles.1.requires', {}, 'it requires nothing: every response would match it'],
  [
    'typology.criteria.2.total',
    { sum: ['care'], says: { one: { en: '{n} task' }, other: { en: '{n} tasks' } } },
    'criterion "yield" does not read fact "care"',
  ],
  [
    'typology.criteria.0.total',
    { sum: ['holder'], says: { one: { en: '{n} plot' }, other: { en: '{n} plots' } } },
    'fact "holder" is not a count and cannot be summed',
  ],
  ['typology.impossible.0.all.1.sum', ['luck'], 'no fact "luck"', 'typology.impossible.0.all.1'],
  // A profile that no answers can have.
  [
    'typology.profiles.0.requires.work.when',
    allOf({ sum: ['care'], atLeast: 2 }, { sum: ['care'], atMost: 1 }),
    'no answers can reach this profile exactly',
    'typology.profiles.0',
  ],
  // A profile that needs a plot and none.
  [
    'typology.profiles.0.requires.place.when',
    allOf({ fact: 'holder', is: 'yes' }, { fact: 'holder', is: 'no' }),
    'no answers can reach this profile exactly',
    'typology.profiles.0',
  ],
  // A profile that only an impossible combination reaches.
  [
    'typology.impossible.0.all',
    [
      { fact: 'holder', is: 'yes' },
      { fact: 'harvest', equals: ['beauty'] },
    ],
    'no answers can reach this profile exactly',
    'typology.profiles.0',
  ],
  [
    'typology.profiles.0.requires.luck',
    { when: { fact: 'holder', is: 'yes' }, says: { en: 'Luck' } },
    'no criterion "luck"',
  ],
];

test.each(CASES)('%s = %j is the one fault found: %s', (at, value, reason, path = at) => {
  expect(checkSurvey(changedGarden(at, value))).toMatchObject({ kind: 'faulty', faults: [{ path, reason }] });
});

const BY_KIND = '"equals" is for sets, "is" and "in" for flags and categories';
test.each<[criterion: string, at: string, value: Json, reason: string]>([
  ['place', 'when.fact', 'luck', 'no fact "luck"'],
  ['place', 'when', { fact: 'soil', is: 'fed' }, 'criterion "place" does not read fact "soil"'],
  ['place', 'when.is', 'maybe', 'fact "holder" never is "maybe"'],
  ['yield', 'when.equals.0', 'shade', 'fact "harvest" never is "shade"'],
  ['work', 'when', { fact: 'care', is: '2' }, 'fact "care" is a count: use "sum"'],
  ['yield', 'when', { fact: 'harvest', is: 'food' }, BY_KIND],
  ['place', 'when', { fact: 'holder', equals: ['yes'] }, BY_KIND],
  ['work', 'when.sum', ['soil'], 'fact "soil" is not a count and cannot be summed'],
])('a profile that requires of %s what %s = %j says is refused there', (criterion, at, value, reason) => {
  const path = `typology.profiles.0.requires.${criterion}`;
  expect(checkSurvey(changedGarden(`${path}.${at}`, value))).toMatchObject({
    kind: 'faulty',
    faults: [{ path, reason }],
  });
});

test('a minimum of matching criteria that no answers reach is refused: no profile would ever be dominant', () => {
  for (const compositeBelow of [4, 9])
    expect(checkSurvey(changedGarden('typology.compositeBelow', compositeBelow))).toMatchObject({
      kind: 'faulty',
      faults: [
        {
          path: 'typology.compositeBelow',
          reason: `${compositeBelow} is above the number of criteria, which is 3: no profile would ever be dominant`,
        },
      ],
    });
  expect(checkSurvey(changedGarden('typology.compositeBelow', 3)).kind).toBe('survey');
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
    expect(checkSurvey(changedGarden('typology.profiles.1.requires', requires))).toMatchObject({
      kind: 'faulty',
      faults: [
        {
          path: 'typology.profiles.1',
          reason: 'the same conditions as profile "Florist": "Grower" would never be named',
        },
      ],
    });
  },
);

test('facts with too many combinations to prove anything are taken, and prove nothing wrongly', () => {
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
  expect(checkSurvey(json).kind).toBe('survey');
});
