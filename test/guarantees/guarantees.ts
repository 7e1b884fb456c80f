import type { Epsilon } from '../../src/core/results/disclosure/geometric.ts';

/*
 * What an attacker learns who knows every other response and all other answers of the target, keeps every publication, and is
 * Bayes-optimal: computed, not simulated. Of a cell one draw tells him one bit: with two-sided geometric noise the likelihood of
 * "he is in it" is e^ε times that of "he is not", or e^−ε times, whatever the number is.
 */

/** One publication of the cells of an item: by what each moves, and over how many rows alike that the same answer decides. */
export interface Exposure {
  readonly epsilon: Epsilon;
  readonly times: number;
}

export interface Guarantee {
  /** The most that the odds between two answers are multiplied by. */
  readonly odds: number;
  /** The chance that the likeliest answer is the true one, all being as likely before. */
  readonly right: number;
  /** The chance that one is more than 90 % likely. */
  readonly sure: number;
}

/** Between so many possible answers, after these exposures. */
export function guaranteeOf(options: number, exposures: readonly Exposure[]): Guarantee {
  const rates = exposures.map(({ epsilon: { s, t }, times }) => ({ rate: s / t, times }));
  const odds = Math.exp(2 * rates.reduce((sum, { rate, times }) => sum + rate * times, 0));
  const cellOf = (isTrue: boolean) =>
    rates.reduce((scores, exposure) => plus(scores, scoresOf(exposure, isTrue)), new Map([[0, 1]]) as Scores);
  const [own, other] = [cellOf(true), cellOf(false)];
  let [right, sure] = [0, 0];
  for (const [outcome, chance] of outcomes(own, other, options - 1)) {
    const weights = [outcome.own, ...outcome.others].map((score) => Math.exp(score));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const most = Math.max(...weights);
    const isMost = (weight: number) => weight > most * (1 - 1e-9);
    if (isMost(weights[0] ?? 0)) right += chance / weights.filter(isMost).length;
    if (most / total > 0.9) sure += chance;
  }
  return { odds, right, sure };
}

/** By log-likelihood in favour of "he is in this cell". */
type Scores = ReadonlyMap<number, number>;

/** A draw speaks for the cell with probability 1/(1+e^−ε) where he is in it, and against it with the same where he is not. */
function scoresOf({ rate, times }: { readonly rate: number; readonly times: number }, isTrue: boolean): Scores {
  const speaks = isTrue ? 1 / (1 + Math.exp(-rate)) : 1 / (1 + Math.exp(rate));
  const scores = new Map<number, number>();
  for (let pro = 0; pro <= times; pro++) {
    const chance = binomial(times, pro) * speaks ** pro * (1 - speaks) ** (times - pro);
    scores.set(key(rate * (2 * pro - times)), chance);
  }
  return scores;
}

function plus(one: Scores, other: Scores): Scores {
  const sums = new Map<number, number>();
  for (const [score, chance] of one)
    for (const [more, also] of other) {
      const sum = key(score + more);
      sums.set(sum, (sums.get(sum) ?? 0) + chance * also);
    }
  return sums;
}

/** Scores that differ by rounding alone are one. */
function key(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

function binomial(n: number, k: number): number {
  let ways = 1;
  for (let at = 0; at < k; at++) ways = (ways * (n - at)) / (at + 1);
  return ways;
}

interface Outcome {
  readonly own: number;
  readonly others: readonly number[];
}

/** Every outcome of the true cell and the others, which are alike: how many of them have each score decides. */
function* outcomes(own: Scores, other: Scores, others: number): Generator<readonly [Outcome, number]> {
  const scores = [...other];
  function* spread(at: number, left: number): Generator<readonly [readonly number[], number]> {
    const [score, chance] = scores[at] ?? [0, 0];
    if (at === scores.length - 1) {
      yield [new Array<number>(left).fill(score), chance ** left];
      return;
    }
    for (let here = 0; here <= left; here++)
      for (const [rest, also] of spread(at + 1, left - here))
        yield [[...new Array<number>(here).fill(score), ...rest], binomial(left, here) * chance ** here * also];
  }
  for (const [others_, chance] of spread(0, others))
    for (const [score, also] of own) yield [{ own: score, others: others_ }, chance * also];
}
