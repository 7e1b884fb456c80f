import { expect, test } from 'vitest';
import { quantile } from '../../../src/core/results/quantiles.ts';

const BANDS = [
  { from: 0, to: 10_000, count: 20 },
  { from: 10_000, to: 50_000, count: 40 },
  { from: 50_000, to: 100_000, count: 0 },
  { from: 100_000, count: 20 },
];

test('a quantile is interpolated within its band and rounded to two figures', () => {
  expect(quantile(BANDS, 0.25)).toEqual({ about: 10_000 });
  expect(quantile(BANDS, 0.5)).toEqual({ about: 30_000 });
  expect(quantile([{ from: 0, to: 7777, count: 30 }], 0.5)).toEqual({ about: 3900 });
});

test('a quantile in the last band, which has no upper edge, is given by its lower edge', () => {
  expect(quantile(BANDS, 0.8)).toEqual({ atLeast: 100_000 });
  expect(quantile(BANDS, 1)).toEqual({ atLeast: 100_000 });
});

test('without people in any band there is no quantile', () => {
  expect(
    quantile(
      BANDS.map((band) => ({ ...band, count: 0 })),
      0.5,
    ),
  ).toBeUndefined();
});
