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
    'two questions of one id',
    'sections.1.questions.0.id',
    'plot',
    'sections.1.questions.0',
    '"plot" is already the id of sections.0.questions.0',
  ],
  [
    'a row named like a question',
    'sections.0.questions.2.rows.3.id',
    'plot',
    'sections.0.questions.2.items.plot',
    '"plot" is already the id of sections.0.questions.0',
  ],
  [
    'a question named like the text of another',
    'sections.1.questions.1.id',
    'crops-other',
    'sections.1.questions.1',
    '"crops-other" is already the id of sections.0.questions.1.items.crops-other',
  ],
  [
    'an id that every object has',
    'sections.0.questions.0.id',
    'constructor',
    'sections.0.questions.0',
    '"constructor" is a reserved word: choose another id',
  ],
  [
    'a profile called like those that are near several',
    'typology.profiles.0.id',
    'composite',
    'typology.profiles.0.id',
    '"composite" is a reserved word: choose another id',
  ],
  [
    'a stratum called like everyone',
    'sections.0.questions.0.options.2.id',
    'all',
    'sections.0.questions.0.options.2.id',
    '"all" is a reserved word: choose another id',
  ],
  [
    'a question called like a column of the exports',
    'sections.0.questions.0.id',
    'language',
    'sections.0.questions.0',
    '"language" is a reserved word: choose another id',
  ],
  ['two sections of one id', 'sections.1.id', 'garden', 'sections', '"garden" appears twice'],
  [
    'an option twice',
    'sections.0.questions.1.options.3.id',
    'other',
    'sections.0.questions.1.options',
    '"other" appears twice',
  ],
  ['a level twice', 'scales.frequency.levels.1.id', 'never', 'scales.frequency.levels', '"never" appears twice'],
  [
    'a level to be specified',
    'scales.frequency.levels.1.specify',
    true,
    'sections.0.questions.2.scale',
    'a level of a scale cannot be specified',
  ],
  [
    'a rule on nothing',
    'sections.0.questions.2.showIf.item',
    'shed',
    'sections.0.questions.2.showIf',
    'no question or row "shed"',
  ],
  [
    'a rule on a later question',
    'sections.0.questions.1.showIf',
    { answered: 'hours' },
    'sections.0.questions.1.showIf',
    '"hours" is asked later, or here',
  ],
  [
    'a rule on its own question',
    'sections.1.questions.0.showIf',
    { answered: 'hours' },
    'sections.1.questions.0.showIf',
    '"hours" is asked later, or here',
  ],
  [
    'a rule on a missing option',
    'sections.0.questions.2.showIf.in.1',
    'rented',
    'sections.0.questions.2.showIf',
    '"plot" has no option "rented"',
  ],
  [
    'a missing option deep in a rule',
    'sections.0.questions.1.showIf.not.any.0.is',
    'none',
    'sections.0.questions.1.showIf.not.any.0',
    '"plot" has no option "none"',
  ],
  [
    'an empty "any"',
    'sections.0.questions.2.showIf',
    { any: [] },
    'sections.0.questions.2.showIf',
    'an empty "any" never holds: nothing behind it can be reached',
  ],
  [
    'a rule that contradicts itself',
    'sections.1.questions.0.showIf',
    {
      all: [
        { item: 'plot', is: 'yes' },
        { item: 'plot', is: 'no' },
      ],
    },
    'sections.1.questions.0.showIf',
    'no answers can reach this question',
  ],
  [
    'a rule that an earlier branch contradicts',
    'sections.1.questions.0.showIf',
    {
      all: [
        { item: 'plot', is: 'no' },
        { item: 'crops', is: 'fruit' },
      ],
    },
    'sections.1.questions.0.showIf',
    'no answers can reach this question',
  ],
  [
    'a rule on two options that exclude each other',
    'sections.1.questions.0.showIf',
    {
      all: [
        { item: 'crops', is: 'nothing' },
        { item: 'crops', is: 'fruit' },
      ],
    },
    'sections.1.questions.0.showIf',
    'no answers can reach this question',
  ],
  [
    'a scale that is not there',
    'sections.0.questions.2.scale',
    'mood',
    'sections.0.questions.2.scale',
    'no scale "mood"',
  ],
  [
    'a fill that is no level',
    'sections.0.questions.2.fillWith',
    'daily',
    'sections.0.questions.2.fillWith',
    'no level "daily" in scale "frequency"',
  ],
  ['a least above the most', 'sections.1.questions.0.min', 50, 'sections.1.questions.0.min', 'min is not below max'],
  [
    'more choices asked than allowed',
    'sections.0.questions.1.min',
    4,
    'sections.0.questions.1.min',
    'min is above max, or above the number of options',
  ],
  [
    'more choices allowed than there are',
    'sections.0.questions.1.max',
    12,
    'sections.0.questions.1.max',
    'max is 12, above the number of options, which is 6',
  ],
  ['a stratum that is no single choice', 'stratum', 'crops', 'stratum', '"crops" is not a single-choice question'],
  ['a stratum that is not there', 'stratum', 'street', 'stratum', '"street" is not a single-choice question'],
  ['a warning on nothing', 'warnings.0.question', 'shed', 'warnings.0.question', 'no question "shed"'],
  [
    'a warning whose rule leads nowhere',
    'warnings.0.when.all.1.is',
    'weeds',
    'warnings.0.when.all.1',
    '"crops" has no option "weeds"',
  ],
  [
    'a first question in random order',
    'sections.0.questions.0.order',
    'random',
    'sections.0.questions.0.order',
    'the first question has no random order: no response has an id yet',
  ],
  ['two facts of one id', 'facts.3.id', 'soil', 'facts', '"soil" appears twice'],
  ['a fact on nothing', 'facts.0.yes', { item: 'shed', is: 'yes' }, 'facts.0', 'no question or row "shed"'],
  ['a fact on a missing option', 'facts.0.no.is', 'never', 'facts.0', '"plot" has no option "never"'],
  ['a count of an unknown row', 'facts.1.rows.1', 'digging', 'facts.1', 'no question or row "digging"'],
  ['a count at an unknown level', 'facts.1.levels.0', 'daily', 'facts.1', '"tasks" has no level "daily"'],
  ['a basis on nothing', 'facts.2.basis.0', 'digging', 'facts.2', 'no question or row "digging"'],
  ['a case twice', 'facts.2.cases.1.id', 'fed', 'facts.2.cases', '"fed" appears twice'],
  ['a member twice', 'facts.3.members.1.id', 'food', 'facts.3.members', '"food" appears twice'],
];

test.each(CASES)('%s is the one fault found', (_, at, value, path, reason) => {
  expect(checkSurvey(garden(at, value))).toMatchObject({ kind: 'faulty', faults: [{ path, reason }] });
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
