import { expect, it } from 'vitest';
import { noiseCosts } from '../../src/desk/conducting/noise-cost.ts';

const shown = (n: number, draws: number) => ({
  asOf: '2026-11-24',
  draws,
  sizeDraws: draws,
  n,
  items: {},
  crossings: {},
  profiles: null,
});

it('says in points what one more publication adds to each group that is shown', () => {
  // One draw at ε = 0.5 has a standard deviation of 2.8 (disclosure.md, Accuracy), four have twice that.
  const strata = { all: shown(560, 3), commune: shown(280, 3), region: null, county: shown(280, 0) };
  const costs = noiseCosts({ epsilon: 0.5, strata });
  expect(costs.map(({ stratum }) => stratum)).toEqual(['all', 'commune', 'county']);
  const [all, commune, county] = costs;
  expect(commune?.after).toBeCloseTo(2, 1);
  expect(commune?.now).toBeCloseTo(1.73, 1);
  expect(county?.after).toBeCloseTo(1, 1);
  // Both groups are drawn again: their noise adds up in the sum.
  expect(all?.after).toBeCloseTo((2.8 * Math.sqrt(5) * 100) / 560, 1);
});
