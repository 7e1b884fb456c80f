import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { type Json, readFixture, withChange } from '../../support/surveys.ts';
import { allOf } from '../all-of.ts';
import { changedGarden } from './changed-garden.ts';

/** The place that is changed and the one that is at fault, where it is another. */
const CASES: readonly [at: string, value: Json | undefined, reason: string, path?: string][] = [
  ['sections.1.questions.0.id', 'plot', '"plot" is already the id of sections.0.questions.0', 'sections.1.questions.0'],
  [
    'sections.0.questions.2.rows.3.id',
    'plot',
    '"plot" is already the id of sections.0.questions.0',
    'sections.0.questions.2.items.plot',
  ],
  // A question named like the text of another.
  [
    'sections.1.questions.1.id',
    'crops-other',
    '"crops-other" is already the id of sections.0.questions.1.items.crops-other',
    'sections.1.questions.1',
  ],
  // An id that every object has.
  [
    'sections.0.questions.0.id',
    'constructor',
    '"constructor" is a reserved word: choose another id',
    'sections.0.questions.0',
  ],
  // A profile called like those that are near several.
  ['typology.profiles.0.id', 'composite', '"composite" is a reserved word: choose another id'],
  // A stratum called like everyone.
  ['sections.0.questions.0.options.2.id', 'all', '"all" is a reserved word: choose another id'],
  // A question called like a column of the exports.
  [
    'sections.0.questions.0.id',
    'language',
    '"language" is a reserved word: choose another id',
    'sections.0.questions.0',
  ],
  ['sections.1.id', 'garden', '"garden" appears twice', 'sections'],
  ['sections.0.questions.1.options.3.id', 'other', '"other" appears twice', 'sections.0.questions.1.options'],
  ['scales.frequency.levels.1.id', 'never', '"never" appears twice', 'scales.frequency.levels'],
  ['scales.frequency.levels.1.specify', true, 'a level of a scale cannot be specified', 'sections.0.questions.2.scale'],
  ['sections.0.questions.2.showIf.item', 'shed', 'no question or row "shed"', 'sections.0.questions.2.showIf'],
  // A rule on a later question.
  ['sections.0.questions.1.showIf', { answered: 'hours' }, '"hours" is asked later, or here'],
  // A rule on its own question.
  ['sections.1.questions.0.showIf', { answered: 'hours' }, '"hours" is asked later, or here'],
  ['sections.0.questions.2.showIf.in.1', 'rented', '"plot" has no option "rented"', 'sections.0.questions.2.showIf'],
  [
    'sections.0.questions.1.showIf.not.any.0.is',
    'none',
    '"plot" has no option "none"',
    'sections.0.questions.1.showIf.not.any.0',
  ],
  ['sections.0.questions.2.showIf', { any: [] }, 'an empty "any" never holds: nothing behind it can be reached'],
  ['sections.0.questions.2.scale', 'mood', 'no scale "mood"'],
  ['sections.0.questions.2.fillWith', 'daily', 'no level "daily" in scale "frequency"'],
  ['sections.1.questions.0.min', 50, 'min is not below max'],
  ['sections.0.questions.1.min', 4, 'min is above max, or above the number of options'],
  ['sections.0.questions.1.max', 12, 'max is 12, above the number of options, which is 6'],
  ['stratum', 'crops', '"crops" is not a single-choice question'],
  ['stratum', 'street', '"street" is not a single-choice question'],
  ['warnings.0.question', 'shed', 'no question "shed"'],
  ['warnings.0.when.all.1.is', 'weeds', '"crops" has no option "weeds"', 'warnings.0.when.all.1'],
  ['sections.0.questions.0.order', 'random', 'the first question has no random order: no response has an id yet'],
  ['facts.3.id', 'soil', '"soil" appears twice', 'facts'],
  ['facts.0.yes', { item: 'shed', is: 'yes' }, 'no question or row "shed"', 'facts.0'],
  ['facts.0.no.is', 'never', '"plot" has no option "never"', 'facts.0'],
  ['facts.1.rows.1', 'digging', 'no question or row "digging"', 'facts.1'],
  ['facts.1.levels.0', 'daily', '"tasks" has no level "daily"', 'facts.1'],
  ['facts.2.basis.0', 'digging', 'no question or row "digging"', 'facts.2'],
  ['facts.2.cases.1.id', 'fed', '"fed" appears twice', 'facts.2.cases'],
  ['facts.3.members.1.id', 'food', '"food" appears twice', 'facts.3.members'],
];

test.each(CASES)('%s = %j is the one fault found: %s', (at, value, reason, path = at) => {
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
