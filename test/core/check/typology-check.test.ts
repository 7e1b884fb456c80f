import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import REQUIREMENT_FAULTS from '../../fixtures/cases/requirement-faults.json' with { type: 'json' };
import SAME_CONDITIONS from '../../fixtures/cases/same-conditions.json' with { type: 'json' };
import TYPOLOGY_FAULTS from '../../fixtures/cases/typology-faults.json' with { type: 'json' };
import { readFixture, withChange } from '../../support/surveys.ts';
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

/** Returns a garden with `count` more facts of yes and no. */
const withFlags = (count: number, rulesOf: (index: number) => object, garden = readFixture('shared-garden')) =>
  Array.from({ length: count }, (_, index) => index).reduce((survey, index) => {
    const texts = { yes: { en: 'Yes' }, no: { en: 'No' } };
    const flag = { id: `flag-${index}`, kind: 'flag', ...rulesOf(index), says: texts, ifChanged: texts };
    return withChange(survey, `facts.${4 + index}`, flag);
  }, garden);

const OPTIONS = Array.from('abcdefghijkl', (id) => ({ id, label: { en: id } }));
const QUESTIONS = Array.from('012345', (place) => ({
  id: `q${place}`,
  kind: 'single',
  text: { en: 'Which one?' },
  options: OPTIONS,
}));
const MORE = changedGarden('sections.2', { id: 'more', title: { en: 'More' }, questions: QUESTIONS });
/** Each question has one fact. Twelve options, each read by itself, make its two values. */
const FINELY_READ = withFlags(
  QUESTIONS.length,
  (index) => ({
    yes: { any: OPTIONS.slice(1).map(({ id }) => ({ item: `q${index}`, is: id })) },
    no: { item: `q${index}`, is: 'a' },
  }),
  withChange(MORE, 'typology.criteria.0.facts', ['holder', ...QUESTIONS.map((_, index) => `flag-${index}`)]),
);

test.each(SAME_CONDITIONS)(
  'a profile with the conditions of another, $name, is refused: it would never be named',
  ({ requires }) => {
    for (const garden of [readFixture('shared-garden'), FINELY_READ])
      expect(checkSurvey(withChange(garden, 'typology.profiles.1.requires', requires))).toMatchObject({
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
  const json = withFlags(18, () => ({ yes: { item: 'plot', is: 'yes' }, no: { item: 'plot', is: 'no' } }));
  expect(checkSurvey(json).kind).toBe('survey');
});
