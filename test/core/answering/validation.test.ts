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
  test.each<[question: string, item: string, answer: unknown, fault: AnswerFault | undefined]>([
    ['plot', 'plot', 'yes', undefined],
    ['plot', 'plot', 'maybe', 'unknown-option'],
    ['plot', 'plot', 'Yes', 'unknown-option'],
    ['plot', 'plot', 'yes ', 'unknown-option'],
    ['plot', 'plot', '', 'unknown-option'],
    ['plot', 'plot', 'constructor', 'unknown-option'],
    ['plot', 'plot', ['yes'], 'invalid'],
    ['plot', 'plot', 1, 'invalid'],
    ['plot', 'plot', true, 'invalid'],
    ['plot', 'plot', null, 'invalid'],
    ['plot', 'plot-other', 'my sister', undefined],
    ['plot', 'plot-other', 'x'.repeat(401), 'too-long'],
    ['plot', 'plot-other', '', 'invalid'],
    ['crops', 'crops', ['fruit'], undefined],
    ['crops', 'crops', ['fruit', 'vegetables', 'herbs'], undefined],
    ['crops', 'crops', ['fruit', 'vegetables', 'herbs', 'flowers'], 'too-many'],
    ['crops', 'crops', ['nothing'], undefined],
    ['crops', 'crops', ['nothing', 'fruit'], 'exclusive'],
    ['crops', 'crops', ['fruit', 'fruit'], 'invalid'],
    ['crops', 'crops', ['fruit', 'weeds'], 'unknown-option'],
    ['crops', 'crops', ['fruit', 3], 'invalid'],
    ['crops', 'crops', ['fruit', ['herbs']], 'invalid'],
    ['crops', 'crops', [], 'invalid'],
    ['crops', 'crops', 'fruit', 'invalid'],
    ['crops', 'crops', { 0: 'fruit', length: 1 }, 'invalid'],
    ['tasks', 'watering', 'weekly', undefined],
    ['tasks', 'watering', 'yes', 'unknown-option'],
    ['tasks', 'watering', { watering: 'weekly' }, 'invalid'],
    ['hours', 'hours', 0, undefined],
    ['hours', 'hours', -0, undefined],
    ['hours', 'hours', -1, undefined],
    ['hours', 'hours', 40, undefined],
    ['hours', 'hours', 2.5, undefined],
    ['hours', 'hours', 0.1, undefined],
    ['hours', 'hours', 2.55, 'out-of-bounds'],
    ['hours', 'hours', 40.1, 'out-of-bounds'],
    ['hours', 'hours', -1.1, 'out-of-bounds'],
    ['hours', 'hours', 9007199254740992, 'out-of-bounds'],
    ['hours', 'hours', Number.POSITIVE_INFINITY, 'invalid'],
    ['hours', 'hours', Number.NaN, 'invalid'],
    ['hours', 'hours', '2', 'invalid'],
    ['hours', 'hours', 'unknown', undefined],
    ['wish', 'wish', 'rain', undefined],
    ['wish', 'wish', 'two\nlines\tand a tab', undefined],
    ['wish', 'wish', 'é'.repeat(wish / 2), undefined],
    ['wish', 'wish', `${'é'.repeat(wish / 2)}e`, 'too-long'],
    ['wish', 'wish', '🌱'.repeat(wish / 4), undefined],
    ['wish', 'wish', '🌱'.repeat(wish / 4 + 1), 'too-long'],
    ['wish', 'wish', '', 'invalid'],
    ['wish', 'wish', 12, 'invalid'],
    ['wish', 'wish', 'a\u0000b', 'forbidden-character'],
    ['wish', 'wish', 'a\rb', 'forbidden-character'],
    ['wish', 'wish', 'a\u0085b', 'forbidden-character'],
    ['wish', 'wish', 'a\uFFFEb', 'forbidden-character'],
    ['wish', 'wish', 'a\uD83Cb', 'forbidden-character'],
    ['wish', 'wish', 'a\u202Eb\u200Dc', undefined],
  ])('%s, item %s: %j', (question, item, answer, fault) => {
    expect(faultOf(asked(question), item, answer)).toBe(fault);
  });

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

  test.each<[string, AnswerFault | undefined]>([
    ['01', undefined],
    ['2A', undefined],
    ['2B', undefined],
    ['971', undefined],
    ['976', undefined],
    ['nc', undefined],
    ['not-said', undefined],
    ['1', 'unknown-option'],
    ['20', 'unknown-option'],
    ['2a', 'unknown-option'],
    ['99', 'unknown-option'],
    ['69M', 'unknown-option'],
    ['975', 'unknown-option'],
    ['fr-department', 'unknown-option'],
  ])('territory %s is on the exact list, or refused', (code, fault) => {
    expect(faultOf(asked('territory', study.survey), 'territory', code)).toBe(fault);
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
