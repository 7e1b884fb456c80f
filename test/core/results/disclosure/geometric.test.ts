import { describe, expect, it } from 'vitest';
import {
  boundOf,
  deviationOf,
  distributionOf,
  drawNoise,
  type Epsilon,
} from '../../../../src/core/results/disclosure/geometric.ts';
import { systemUniform } from '../../../../src/endpoint/results/uniform.ts';
import { LONG } from '../../../support/long.ts';

const DRAWS = LONG ? 1_000_000 : 50_000;

describe.each<readonly [string, Epsilon]>([
  ['a half', { s: 1, t: 2 }],
  ['a half, as the endpoint writes it', { s: 500, t: 1000 }],
  ['a quarter', { s: 500, t: 2000 }],
  ['an eighth', { s: 500, t: 4000 }],
  ['one', { s: 1, t: 1 }],
])('noise for an ε of %s', (_, epsilon) => {
  it('has the distribution that it says, by χ²', () => {
    const uniform = systemUniform();
    const chances = distributionOf({ epsilon: epsilon.s / epsilon.t, draws: 1 });
    const zero = (chances.length - 1) / 2;
    // Cells that are expected at least ten times, and what is beyond them at both ends.
    const reach = chances.slice(zero).findIndex((chance) => chance * DRAWS < 10) - 1;
    const counts = new Array<number>(2 * reach + 3).fill(0);
    for (let draw = 0; draw < DRAWS; draw++) {
      const noise = drawNoise(epsilon, uniform);
      if (!Number.isInteger(noise)) throw new Error(`${noise} is no whole number`);
      const at = Math.max(-reach - 1, Math.min(reach + 1, noise)) + reach + 1;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    let statistic = 0;
    const inside = chances.slice(zero - reach, zero + reach + 1);
    const tail = (1 - inside.reduce((sum, chance) => sum + chance, 0)) / 2;
    for (const [at, chance] of [tail, ...inside, tail].entries())
      statistic += ((counts[at] ?? 0) - chance * DRAWS) ** 2 / (chance * DRAWS);
    const freedom = counts.length - 1;
    // One run in a hundred thousand is further off by chance (Wilson and Hilferty).
    const limit = freedom * (1 - 2 / (9 * freedom) + 4.27 * Math.sqrt(2 / (9 * freedom))) ** 3;
    expect(statistic).toBeLessThan(limit);
  }, 300_000);
});

it('the system gives whole numbers below their bound, all of them', () => {
  const uniform = systemUniform();
  for (const bound of [1, 2, 3, 7, 1000]) {
    const seen = new Set(Array.from({ length: bound * 20 }, () => uniform(bound)));
    expect(Math.min(...seen)).toBe(0);
    expect(Math.max(...seen)).toBeLessThan(bound);
    expect(seen.size).toBeGreaterThan(bound * 0.9);
  }
});

it.each([
  [1, 2.8],
  [5, 6.3],
  [10, 8.9],
])('after %i draws of ε one half a cell has a standard deviation of %f', (draws, deviation) => {
  const noise = { epsilon: 0.5, draws };
  expect(deviationOf(noise)).toBeCloseTo(deviation, 1);
  const chances = distributionOf(noise);
  const zero = (chances.length - 1) / 2;
  const variance = chances.reduce((sum, chance, at) => sum + chance * (at - zero) ** 2, 0);
  expect(Math.sqrt(variance)).toBeCloseTo(deviationOf(noise), 6);
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
  const within = chances.slice(zero - boundOf(noise), zero + boundOf(noise) + 1).reduce((sum, one) => sum + one, 0);
  expect(within).toBeGreaterThanOrEqual(0.95);
});
