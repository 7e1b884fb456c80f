import { expect, test } from 'vitest';
import { chooseOption } from '../../../src/core/answering/choose-option.ts';
import { inRandomOrder } from '../../../src/core/answering/random-order.ts';
import { sha256Hex } from '../../../src/wire/digest.ts';
import { builtSurvey, readFixture } from '../../support/surveys.ts';

const survey = builtSurvey(readFixture('shared-garden'));
const CROPS = questionOf('crops');
const TASKS = questionOf('tasks');

function questionOf(id: string) {
  const question = survey.question.get(id);
  if (!question) throw new Error(`no question ${id}`);
  return question;
}

const keyOf = (response: string) => (id: string) => sha256Hex(new TextEncoder().encode(`${response}/${id}`));
const shown = (response: string) => inRandomOrder(CROPS, keyOf(response)).choices.map(({ id }) => id);

test('each response has a different order, which is always the same for that response', () => {
  const orders = new Set(Array.from({ length: 200 }, (_, response) => shown(`r${response}`).join()));
  // Four options that move: 24 orders, all of which 200 responses meet.
  expect(orders.size).toBe(24);
  expect(shown('one')).toEqual(shown('one'));
});

test('every option is first about as often as the others', () => {
  const firsts = new Map<string, number>();
  for (let response = 0; response < 4_000; response++) {
    const [first = ''] = shown(`r${response}`);
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  expect([...firsts.keys()].sort()).toEqual(['flowers', 'fruit', 'herbs', 'vegetables']);
  // 1 000 expected, 27 its standard deviation.
  for (const count of firsts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(140);
});

test('an option to specify, and one that excludes the others, stay last', () => {
  for (let response = 0; response < 50; response++)
    expect(shown(`r${response}`).slice(-2)).toEqual(['other', 'nothing']);
});

test('the rows of a matrix move and the levels of its scale do not', () => {
  const orders = new Set<string>();
  for (let response = 0; response < 200; response++) {
    const { choices, ...question } = inRandomOrder(TASKS, keyOf(`r${response}`));
    expect(choices).toEqual(TASKS.choices);
    if (question.kind === 'matrix') orders.add(question.rows.map(({ id }) => id).join());
  }
  expect(orders.size).toBe(24);
});

test('what is chosen is kept in the order of the file, whatever was shown', () => {
  for (let response = 0; response < 20; response++) {
    const question = inRandomOrder(CROPS, keyOf(`r${response}`));
    expect(chooseOption(question, ['herbs', 'fruit'], 'vegetables', true)).toEqual(['vegetables', 'fruit', 'herbs']);
  }
});
