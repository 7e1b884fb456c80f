import { expect, test } from 'vitest';
import {
  FINAL_MOVEMENTS,
  type Movements,
  PREVIEW_MOVEMENTS,
  type Show,
  showInPreview,
  showInResults,
} from '../../../src/core/results/noise.ts';

/** Every value a count may be shown as, with its probability: each movement is met in the middle of its share of the chances. */
function outcomes(
  count: number,
  movements: Movements,
  show: (chance: () => number) => Show,
): readonly (readonly [shown: number, weight: number])[] {
  let before = 0;
  return movements.map(([, weight]) => {
    const middle = before + weight / 2;
    before += weight;
    return [show(() => middle)({ count, keys: 1 }), weight] as const;
  });
}

const inPreview = (count: number) => outcomes(count, PREVIEW_MOVEMENTS, showInPreview);
const movementsOf = (count: number) => FINAL_MOVEMENTS[Math.min(count, FINAL_MOVEMENTS.length) - 1] ?? [];
const inResults = (count: number) => outcomes(count, movementsOf(count), showInResults);
const meanOf = (shown: ReturnType<typeof outcomes>) => shown.reduce((sum, [value, weight]) => sum + value * weight, 0);
const COUNTS = Array.from({ length: 120 }, (_, index) => index + 1);

test('an empty set is shown as 0, always', () => {
  for (const chance of [0, 0.5, 0.999]) {
    expect(showInPreview(() => chance)({ count: 0, keys: 0 })).toBe(0);
    expect(showInResults(() => chance)({ count: 0, keys: 0 })).toBe(0);
  }
});

test.each(COUNTS)('a preview of %i is a multiple of 5, off by 5 at most, and right on average', (count) => {
  const shown = inPreview(count);
  for (const [value] of shown) {
    expect(value % 5).toBe(0);
    expect(Math.abs(value - count)).toBeLessThanOrEqual(5);
  }
  expect(meanOf(shown)).toBeCloseTo(count, 10);
});

test.each(COUNTS)('a final result of %i is 0 or at least 3, off by 3 at most, and right on average', (count) => {
  const shown = inResults(count);
  for (const [value] of shown) {
    expect(value === 0 || value >= 3).toBe(true);
    expect(Math.abs(value - count)).toBeLessThanOrEqual(3);
  }
  expect(meanOf(shown)).toBeCloseTo(count, 10);
});

test('the movements of the final results are whole distributions, of maximum entropy among those allowed', () => {
  for (const [index, movements] of FINAL_MOVEMENTS.entries()) {
    const count = index + 1;
    const allowed = [-3, -2, -1, 0, 1, 2, 3].filter((by) => count + by === 0 || count + by >= 3);
    expect(movements.map(([by]) => by)).toEqual(allowed);
    expect(movements.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 12);
    // Under a condition on the mean alone, entropy is greatest where the logarithm of the weight is linear.
    const [[first = 0, weight = 1] = [], ...others] = movements;
    const slopes = others.map(([by, other]) => Math.log(other / weight) / (by - first));
    for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0] ?? 0, 8);
  }
});

test('the chance decides the movement by its weight', () => {
  const shown = Array.from({ length: 15 }, (_, index) =>
    showInPreview(() => (index + 0.5) / 15)({ count: 52, keys: 1 }),
  );
  expect(shown).toEqual([50, 50, 50, 50, 50, 50, 50, 50, 50, 55, 55, 55, 55, 55, 55]);
});
