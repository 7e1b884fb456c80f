import { expect, it } from 'vitest';
import { guaranteesEn, guaranteesFr } from '../../../../src/ui/results/guarantee-words.ts';
import { guaranteeOf } from '../../../guarantees/guarantees.ts';
import { CASES, OPTIONS, participation, printed, UNIFORM_ROWS } from '../../../guarantees/table.ts';

/** Right, for two, three and five options; sure in so many of a thousand. A figure may fall, and never rise. */
const PROMISED: Readonly<Record<string, readonly [odds: number, right: readonly number[], sure: readonly number[]]>> = {
  'previews, however many, and the gate that a group waits at': [2.73, [0.623, 0.467, 0.311], [0, 0, 0]],
  'previews and final': [7.39, [0.681, 0.534, 0.384], [0, 0, 0]],
  'final, one crossing': [20.1, [0.722, 0.584, 0.437], [61.1, 15.5, 0.01]],
  'final, two crossings': [20.1, [0.711, 0.571, 0.424], [66.5, 2.3, 0.01]],
  'final, three crossings': [20.1, [0.708, 0.565, 0.417], [69.5, 0.5, 0.01]],
  'final, four crossings': [20.1, [0.704, 0.561, 0.413], [71.5, 0.1, 0.01]],
  'final, profile': [20.1, [0.711, 0.571, 0.424], [66.5, 2.3, 0.01]],
  'final, one crossing, profile': [54.6, [0.746, 0.615, 0.471], [153, 22, 0.4]],
  'final, four crossings, profile': [54.6, [0.723, 0.586, 0.439], [113, 6, 0.1]],
  'previews, edited or restored once': [7.39, [0.681, 0.534, 0.384], [0, 0, 0]],
  'previews and final, edited or restored once': [20.1, [0.722, 0.584, 0.437], [61.1, 15.5, 0.01]],
};

it.each(Object.entries(CASES))('what is promised of %s does not worsen', (name, exposures) => {
  const [odds = 0, right = [], sure = []] = PROMISED[name] ?? [];
  for (const [at, options] of OPTIONS.entries()) {
    const found = guaranteeOf(options, exposures);
    expect(found.odds).toBeLessThanOrEqual(odds);
    expect(found.right, `right of ${options}`).toBeLessThanOrEqual(right[at] ?? 0);
    expect(found.sure * 1000, `sure of ${options}`).toBeLessThanOrEqual(sure[at] ?? 0);
  }
});

it('a matrix that is filled with one level adds up its rows', () => {
  const [previews] = CASES['previews, however many, and the gate that a group waits at'] ?? [];
  if (!previews) throw new Error('no previews');
  const of = (phases: number) => guaranteeOf(2, [{ ...previews, times: UNIFORM_ROWS * phases }]).right;
  expect([of(1), of(2)].map((right) => right.toFixed(2))).toEqual(['0.89', '0.96']);
});

it('the method page prints these figures, in both languages', () => {
  const round = (value: number) => Math.round(value * 100);
  for (const { rows } of [guaranteesFr, guaranteesEn])
    for (const { exposures, right } of rows)
      expect(right).toEqual(OPTIONS.map((options) => round(guaranteeOf(options, CASES[exposures] ?? []).right)));
});

it('the method page prints what is learnt of participation, in both languages', () => {
  const [previews, final] = participation().map((right) => Math.round(right * 100));
  expect(previews).toBeLessThanOrEqual(75);
  expect(final).toBeLessThanOrEqual(84);
  expect(guaranteesFr.not.join()).toContain(`${previews} fois sur cent pendant l’enquête, ${final} à la fin`);
  expect(guaranteesEn.not.join()).toContain(
    `${previews} times in a hundred while the survey is open, ${final} at the end`,
  );
});

it('the table is printed', () => {
  expect(printed().split('\n')).toHaveLength(Object.keys(CASES).length + 5);
});
