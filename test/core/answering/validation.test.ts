import { describe, expect, test } from 'vitest';
import { chooseOption } from '../../../src/core/answering/choose-option.ts';
import { type AnswerFault, faultOf } from '../../../src/core/answering/validation.ts';
import type { Question } from '../../../src/core/survey/questionnaire.ts';
import { builtSurvey, readFixture, study } from '../../support/surveys.ts';

const garden = builtSurvey(readFixture('shared-garden'));

function asked(id: string, survey = garden): Question {
  const question = survey.question.get(id);
  if (!question) throw new Error(`no question ${id}`);
  return question;
}

describe('an answer is checked by the kind of its question', () => {
  const wish = 40;
  /** Answers to an item that have the same fault, or none. */
  const ANSWERS: readonly [item: string, fault: AnswerFault | undefined, ...answers: unknown[]][] = [
    ['plot', undefined, 'yes'],
    ['plot', 'unknown-option', 'maybe', 'Yes', 'yes ', '', 'constructor'],
    ['plot', 'invalid', ['yes'], 1, true, null],
    ['plot-other', undefined, 'my sister'],
    ['plot-other', 'too-long', 'x'.repeat(401)],
    ['plot-other', 'invalid', ''],
    ['crops', undefined, ['fruit'], ['fruit', 'vegetables', 'herbs'], ['nothing']],
    ['crops', 'too-many', ['fruit', 'vegetables', 'herbs', 'flowers']],
    ['crops', 'exclusive', ['nothing', 'fruit']],
    ['crops', 'unknown-option', ['fruit', 'weeds']],
    [
      'crops',
      'invalid',
      ['fruit', 'fruit'],
      ['fruit', 3],
      ['fruit', ['herbs']],
      [],
      'fruit',
      { 0: 'fruit', length: 1 },
    ],
    ['watering', undefined, 'weekly'],
    ['watering', 'unknown-option', 'yes'],
    ['watering', 'invalid', { watering: 'weekly' }],
    ['hours', undefined, 0, -0, -1, 40, 2.5, 0.1, 'unknown'],
    ['hours', 'out-of-bounds', 2.55, 40.1, -1.1, 9007199254740992],
    ['hours', 'invalid', Number.POSITIVE_INFINITY, Number.NaN, '2'],
    [
      'wish',
      undefined,
      'rain',
      'two\nlines\tand a tab',
      'é'.repeat(wish / 2),
      '🌱'.repeat(wish / 4),
      'a\u202Eb\u200Dc',
    ],
    ['wish', 'too-long', `${'é'.repeat(wish / 2)}e`, '🌱'.repeat(wish / 4 + 1)],
    ['wish', 'invalid', '', 12],
    ['wish', 'forbidden-character', 'a\u0000b', 'a\rb', 'a\u0085b', 'a\uFFFEb', 'a\uD83Cb'],
  ];
  test.each(ANSWERS.flatMap(([item, fault, ...answers]) => answers.map((answer) => [item, answer, fault] as const)))(
    'item %s: %j',
    (item, answer, fault) => {
      const question = garden.questionOfItem.get(item);
      if (!question) throw new Error(`no question of ${item}`);
      expect(faultOf(question, item, answer)).toBe(fault);
    },
  );

  test('"unknown" is a number only where the file offers it', () => {
    const { unknown: _, ...strict } = asked('hours') as Question & { kind: 'number' };
    expect(faultOf(strict, 'hours', 'unknown')).toBe('invalid');
  });

  test('a least number of choices holds, but for an exclusive one', () => {
    const two = { ...asked('crops'), min: 2 } as Question;
    expect(faultOf(two, 'crops', ['fruit'])).toBe('too-few');
    expect(faultOf(two, 'crops', ['nothing'])).toBeUndefined();
    expect(faultOf(two, 'crops', ['fruit', 'herbs'])).toBeUndefined();
  });

  const territory = asked('territory', study.survey);
  test.each(['01', '2A', '2B', '971', '976', 'nc', 'not-said'])('territory %s is on the exact list', (code) => {
    expect(faultOf(territory, 'territory', code)).toBeUndefined();
  });
  test.each(['1', '20', '2a', '99', '69M', '975', 'fr-department'])('territory %s is refused', (code) => {
    expect(faultOf(territory, 'territory', code)).toBe('unknown-option');
  });

  test('budgets are whole euros and a share has two decimals', () => {
    const budget = asked('initial-budget-investment', study.survey);
    const share = asked('initial-budget-share', study.survey);
    expect(faultOf(budget, budget.id, 180_000_000)).toBeUndefined();
    expect(faultOf(budget, budget.id, 0.5)).toBe('out-of-bounds');
    expect(faultOf(budget, budget.id, -1)).toBe('out-of-bounds');
    expect(faultOf(share, share.id, 0.61)).toBeUndefined();
    expect(faultOf(share, share.id, 0.615)).toBe('out-of-bounds');
    expect(faultOf(share, share.id, 100.01)).toBe('out-of-bounds');
    expect(faultOf(share, share.id, 'unknown')).toBeUndefined();
  });
});

describe('a tap on an option', () => {
  const crops = asked('crops');

  test('adds it in the order of the file, or takes it back', () => {
    expect(chooseOption(crops, ['flowers'], 'fruit', true)).toEqual(['fruit', 'flowers']);
    expect(chooseOption(crops, ['fruit', 'flowers'], 'fruit', false)).toEqual(['flowers']);
  });

  test('leaves a blank, never an empty list', () => {
    expect(chooseOption(crops, ['fruit'], 'fruit', false)).toBeUndefined();
  });

  test('an exclusive option clears the others, and any other clears it', () => {
    expect(chooseOption(crops, ['fruit', 'herbs'], 'nothing', true)).toEqual(['nothing']);
    expect(chooseOption(crops, ['nothing'], 'herbs', true)).toEqual(['herbs']);
  });
});
