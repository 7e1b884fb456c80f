import { expect, test } from 'vitest';
import { questionReach } from '../../../src/core/check/question-reach.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { Rule } from '../../../src/core/survey/survey-parts.ts';
import type { SurveyFile } from '../../../src/core/survey/survey-schema.ts';

const text = { fr: 'Texte' };

type Kind = { readonly kind: 'single' } | { readonly kind: 'multiple'; readonly min: number; readonly max: number };

/** Choices q0, q1… of three options, each asked where its rule holds. */
function reachOf(count: number, ruleOf: (index: number) => Rule | undefined, kind: Kind = { kind: 'single' }) {
  const options = ['a', 'b', 'c'].map((id) => ({ id, label: text }));
  const questions = Array.from({ length: count }, (_, index) => {
    const showIf = ruleOf(index);
    return { id: `q${index}`, ...kind, text, options, ...(showIf && { showIf }) };
  });
  const file: SurveyFile = {
    id: 'chained',
    revision: 1,
    languages: ['fr'],
    title: text,
    opening: { who: text, why: text, kept: text, minutes: 1 },
    partials: false,
    scales: {},
    sections: [{ id: 's', title: text, questions }],
    facts: [],
  };
  const started = performance.now();
  const { lost, untried } = questionReach(toSurvey(file));
  const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id);
  return { lost: ids(lost), untried: ids(untried), elapsed: performance.now() - started };
}

const is = (index: number, option = 'a'): Rule => ({ item: `q${index}`, is: option });
const before = (index: number) => Array.from({ length: index }, (_, place) => place);

test.each<[string, (index: number) => Rule | undefined]>([
  ['the question before', (index) => (index === 0 ? undefined : is(index - 1))],
  ['all questions before', (index) => (index === 0 ? undefined : { all: before(index).map((place) => is(place)) })],
  [
    'one of two before',
    (index) =>
      index < 2 ? undefined : { any: [is(index - 1, 'b'), { all: [is(index - 2), { not: is(index - 1) }] }] },
  ],
  ['a blank before', (index) => (index === 0 ? undefined : { not: { answered: `q${index - 1}` } })],
])('fifty conditions, each on %s, are all proven', (_, ruleOf) => {
  const { lost, untried, elapsed } = reachOf(50, ruleOf);
  expect([lost, untried]).toEqual([[], []]);
  // Tens of milliseconds on a quiet machine, where all combinations took 22 s. What is tried is bounded, so time is not asserted.
  console.info(`fifty chained conditions: ${Math.round(elapsed)} ms`);
});

test('the first question of a chain that cannot be reached is named, and those behind it are not', () => {
  const { lost } = reachOf(50, (index) => {
    if (index === 0) return undefined;
    return index === 30 ? { all: [is(29), is(29, 'b')] } : is(index - 1);
  });
  expect(lost).toEqual(['q30']);
});

test('where two options must be chosen, one of them and any other lead on', () => {
  const two = { kind: 'multiple', min: 2, max: 2 } as const;
  expect(reachOf(2, (index) => (index === 1 ? is(0) : undefined), two).lost).toEqual([]);
});

test('what a skipped question would have been answered leads nowhere', () => {
  // q1 is asked where q0 is a, and q2 where q0 is b and q1 is answered.
  const rules = [undefined, is(0), { all: [is(0, 'b'), { answered: 'q1' }] }];
  expect(reachOf(3, (index) => rules[index]).lost).toEqual(['q2']);
});

test('a condition that takes too long to prove is taken to be reachable, and said not to be proven', () => {
  const most = 40;
  // That as many are a as are not cannot be seen before all are answered.
  const contradiction: Rule = {
    all: [
      { any: before(most).map((place) => ({ all: [is(place), { not: { answered: `q${place}` } }] })) },
      { any: before(most).map((place) => is(place, 'b')) },
    ],
  };
  const { lost, untried } = reachOf(most + 1, (index) => (index === most ? contradiction : undefined));
  expect([lost, untried]).toEqual([[], [`q${most}`]]);
});
