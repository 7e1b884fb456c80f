/*
 * Two-sided geometric noise (Ghosh, Roughgarden, Sundararajan 2009), sampled exactly (Canonne, Kamath, Steinke 2020): integers only,
 * since the rounding of a float tells of the number under it (Mironov 2012).
 */

/** A uniform whole number from 0 to `bound - 1`. */
export type Uniform = (bound: number) => number;

/** The privacy parameter of a cell, ε = s/t, at most 1. */
export interface Epsilon {
  readonly s: number;
  readonly t: number;
}

/** One draw, `Pr(k) ∝ exp(−ε|k|)`. */
export function drawNoise({ s, t }: Epsilon, uniform: Uniform): number {
  for (;;) {
    const u = uniform(t);
    if (!bernoulliExp(u, t, uniform)) continue;
    let v = 0;
    while (bernoulliExp(1, 1, uniform)) v++;
    const size = Math.floor((u + t * v) / s);
    const isNegative = uniform(2) === 1;
    if (isNegative && size === 0) continue;
    return isNegative ? -size : size;
  }
}

/** True with probability exp(−a/b), 0 ≤ a ≤ b. */
function bernoulliExp(a: number, b: number, uniform: Uniform): boolean {
  let k = 1;
  while (uniform(b * k) < a) k++;
  return k % 2 === 1;
}

/** The noise that a published count carries: the sum of so many draws. */
export interface Noise {
  readonly epsilon: number;
  readonly draws: number;
}

/** A difference of so many standard deviations is not due to noise. */
export const CLEAR = 3;

export function isBeyondNoise(count: number, noise: Noise): boolean {
  return count >= CLEAR * deviationOf(noise);
}

export function deviationOf({ epsilon, draws }: Noise): number {
  const q = Math.exp(-epsilon);
  return Math.sqrt(2 * q * draws) / (1 - q);
}

/** How far a count is from the exact one, on average. */
export function meanErrorOf(noise: Noise): number {
  const chances = distributionOf(noise);
  const zero = (chances.length - 1) / 2;
  return chances.reduce((sum, chance, at) => sum + chance * Math.abs(at - zero), 0);
}

const known = new Map<string, number>();

/** The least bound that 95 % of the sums of these draws stay within. */
export function boundOf(noise: Noise): number {
  const name = `${noise.epsilon} ${noise.draws}`;
  let bound = known.get(name);
  if (bound === undefined) {
    const chances = distributionOf(noise);
    const zero = (chances.length - 1) / 2;
    let within = chances[zero] ?? 0;
    for (bound = 0; within < 0.95; bound++) within += 2 * (chances[zero + bound + 1] ?? 0);
    known.set(name, bound);
  }
  return bound;
}

/** The probabilities of each sum, zero in the middle; what is left out at both ends is under 10⁻¹² of it. */
export function distributionOf({ epsilon, draws }: Noise): readonly number[] {
  const q = Math.exp(-epsilon);
  const reach = Math.ceil(28 / epsilon);
  let power = Array.from({ length: 2 * reach + 1 }, (_, at) => ((1 - q) / (1 + q)) * q ** Math.abs(at - reach));
  let sum: readonly number[] = [1];
  // By squaring: the sum of 12 draws is that of 4 and that of 8.
  for (let left = draws; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) sum = trimmed(convolved(sum, power));
    if (left > 1) power = trimmed(convolved(power, power));
  }
  return sum;
}

function convolved(one: readonly number[], other: readonly number[]): number[] {
  const sum = new Array<number>(one.length + other.length - 1).fill(0);
  for (const [at, chance] of one.entries())
    for (const [to, also] of other.entries()) sum[at + to] = (sum[at + to] ?? 0) + chance * also;
  return sum;
}

function trimmed(chances: number[]): number[] {
  let cut = 0;
  while (cut < (chances.length - 1) / 2 && (chances[cut] ?? 0) < 1e-15) cut++;
  return chances.slice(cut, chances.length - cut);
}
