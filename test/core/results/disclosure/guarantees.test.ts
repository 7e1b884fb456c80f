import { expect, it } from 'vitest';
import { GUARANTEES } from '../../../../src/ui/results/guarantees.ts';
import { ALL } from '../../../../src/words/compiled/respondent/all.mjs';
import { guaranteeOf } from '../../../guarantees/guarantees.ts';
import { CASES, measured, measuredLong, OPTIONS, printed, SEVERAL } from '../../../guarantees/table.ts';
import { longTest } from '../../../support/long.ts';

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

it('the method page prints these figures, in every language', () => {
  const round = (value: number) => Math.round(value * 100);
  for (const [place, { exposures, right }] of GUARANTEES.entries()) {
    const found = OPTIONS.map((options) => guaranteeOf(options, CASES[exposures] ?? []));
    expect(right).toEqual(found.map((one) => round(one.right)));
    for (const { method } of Object.values(ALL))
      expect(Number.parseInt(method['guarantees.sure'][place] ?? '', 10) || 0).toBe(round(found[0]?.sure ?? 0));
  }
});

/** What is measured may be 2 points more or less than what is printed. */
function checkMeasured(found: ReturnType<typeof measured>): void {
  for (const [name, { printed }] of Object.entries(SEVERAL))
    for (const [at, value] of found[name as keyof typeof SEVERAL]?.entries() ?? [])
      expect(Math.abs(100 * value - (printed[at] ?? 0)), name).toBeLessThanOrEqual(2);
}

it('what is learnt of taking part, and of related answers, is what is printed', () => checkMeasured(measured()));

longTest(
  'what is learnt of the middle and of profiles is what is printed',
  () => checkMeasured(measuredLong()),
  600_000,
);

it('the method page prints these figures too, in every language', () => {
  const holds = (sentence: string, values: readonly number[]) =>
    values.every((value) => new RegExp(`\\b${value}\\b`).test(sentence));
  for (const { method } of Object.values(ALL))
    for (const { printed } of Object.values(SEVERAL))
      expect(method['guarantees.not'].filter((sentence) => holds(sentence, printed))).toHaveLength(1);
});

it('the table is printed', () => {
  expect(printed({}).split('\n')).toHaveLength(Object.keys(CASES).length + 10);
});
