import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import REQUIREMENT_FAULTS from '../../fixtures/cases/requirement-faults.json' with { type: 'json' };
import TYPOLOGY_FAULTS from '../../fixtures/cases/typology-faults.json' with { type: 'json' };
import { type Json, readFixture, withChange } from '../../support/surveys.ts';
import { changedGarden } from './changed-garden.ts';

/** `at` is the place that is changed, `path` the one that is at fault, where it is another. */
test.each(TYPOLOGY_FAULTS)('$at = $value is the one fault found: $reason', ({ at, value, reason, path = at }) => {
  expect(checkSurvey(changedGarden(at, value))).toMatchObject({ kind: 'faulty', faults: [{ path, reason }] });
});

test.each(REQUIREMENT_FAULTS)(
  'a profile that requires of $criterion what $at = $value says is refused there',
  ({ criterion, at, value, reason }) => {
    const path = `typology.profiles.0.requires.${criterion}`;
    expect(checkSurvey(changedGarden(`${path}.${at}`, value))).toMatchObject({
      kind: 'faulty',
      faults: [{ path, reason }],
    });
  },
);

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
