import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import LINK_FAULTS from '../../fixtures/cases/link-faults.json' with { type: 'json' };
import { type Json, readFixture, withChange } from '../../support/surveys.ts';
import { allOf } from '../all-of.ts';
import { changedGarden } from './changed-garden.ts';

/** `at` is the place that is changed, `path` the one that is at fault, where it is another. */
test.each(LINK_FAULTS)('$at = $value is the one fault found: $reason', ({ at, value, reason, path = at }) => {
  expect(checkSurvey(changedGarden(at, value))).toMatchObject({ kind: 'faulty', faults: [{ path, reason }] });
});

test.each<[Json, ...string[]]>([
  [{ item: 'hours', atLeast: 18 }],
  [{ item: 'hours', atLeast: 41 }, 'no answers can reach this question'],
  [allOf({ item: 'hours', atLeast: 18 }, { item: 'hours', atMost: 17 }), 'no answers can reach this question'],
  [allOf({ item: 'hours', atLeast: 18 }, { item: 'hours', atMost: 18 })],
  [{ not: { item: 'hours', atLeast: -1 } }],
  [{ item: 'plot', atLeast: 1 }, '"plot" is not a number'],
  [{ item: 'hours', chosen: { atLeast: 1 } }, '"hours" is not a multiple choice'],
  [{ item: 'crops', chosen: { atLeast: 3 } }],
  [{ item: 'crops', chosen: { atLeast: 4 } }, 'no answers can reach this question'],
  [allOf({ item: 'crops', chosen: { atLeast: 2 } }, { item: 'crops', is: 'fruit' })],
  // Options that exclude each other, and what an earlier branch contradicts.
  [allOf({ item: 'plot', is: 'yes' }, { item: 'plot', is: 'no' }), 'no answers can reach this question'],
  [allOf({ item: 'plot', is: 'no' }, { item: 'crops', is: 'fruit' }), 'no answers can reach this question'],
  [allOf({ item: 'crops', is: 'nothing' }, { item: 'crops', is: 'fruit' }), 'no answers can reach this question'],
  [{ item: 'elsewhere', atLeast: 1 }, 'no question or row "elsewhere"'],
])('a last question is asked where %j', (showIf, ...reasons) => {
  const path = 'sections.1.questions.1.showIf';
  const checked = checkSurvey(changedGarden(path, showIf));
  const faults = checked.kind === 'faulty' ? checked.faults : [];
  expect(faults.map((fault) => [fault.path, fault.reason])).toEqual(reasons.map((reason) => [path, reason]));
});

test('the levels of a scale are never shuffled, wherever they are options', () => {
  const file = readFixture('shared-garden');
  const options = [
    { id: 'weekly', label: { en: 'Every week' } },
    { id: 'monthly', label: { en: 'Every month' } },
    { id: 'never', label: { en: 'Never' } },
  ];
  const again = { id: 'again', text: { en: 'How often?' }, kind: 'single', options, order: 'random' };
  expect(checkSurvey(withChange(file, 'sections.0.questions.3', again))).toMatchObject({
    kind: 'faulty',
    faults: [{ path: 'sections.0.questions.3.order', reason: 'the levels of a scale have no random order' }],
  });
});

test.each([
  [[30, 30], undefined],
  [[31], 'a link answers questions of 30 options at most'],
  [[30, 30, 2], 'links could tell 1800 people apart, which is above 900'],
])('links that answer questions of %o options: %s', (sizes, reason) => {
  const questions = sizes.map((size, index) => ({
    id: `q${index}`,
    text: { en: 'Which one?' },
    kind: 'single',
    prefill: true,
    options: Array.from({ length: size }, (_, option) => ({ id: `o${option}`, label: { en: `${option}` } })),
  }));
  const last = questions.length + 2;
  const changed = questions.reduce<unknown>(
    (file, question, index) => withChange(file, `sections.0.questions.${index + 3}`, question),
    readFixture('shared-garden'),
  );
  const checked = checkSurvey(changed);
  expect(checked).toMatchObject(
    reason === undefined
      ? expect.objectContaining({ kind: 'survey' })
      : { kind: 'faulty', faults: [{ path: `sections.0.questions.${last}.prefill`, reason }] },
  );
});
