import { sum } from '../../src/core/results/disclosure/fit-tables.ts';
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
  const rates = exposures.flatMap(({ epsilon: { s, t }, times }) => new Array<number>(times).fill(s / t));
  const cellOf = (isTrue: boolean) => rates.map((rate) => scoresOf(rate, isTrue)).reduce(plus, NOTHING);
  const [own, other] = [cellOf(true), cellOf(false)];
  const right = [...own].map(([score, chance]) => {
    const same = other.get(score) ?? 0;
    const less = sum([...other].map(([of, also]) => (of < score ? also : 0)));
    // The mean of 1 / (1 + the number of others with the same score), where none has more.
    return (
      chance * (same === 0 ? less ** (options - 1) : ((same + less) ** options - less ** options) / (options * same))
    );
  });
  const [weight, others] = [weightsOf(own), weightsOf(other)];
  const those = (count: number) => new Array<Chances>(count).fill(others).reduce(plus, NOTHING);
  const isOwn = outweighing(weight, those(options - 1));
  const isOther = outweighing(others, plus(weight, those(options - 2)));
  return { odds: Math.exp(2 * sum(rates)), right: sum(right), sure: isOwn + (options - 1) * isOther };
}

/** The chance of each number: of log-likelihoods in favour of "he is in this cell", or of likelihoods. */
type Chances = ReadonlyMap<number, number>;

const NOTHING: Chances = new Map([[0, 1]]);

/** A draw speaks for the cell with probability 1/(1+e^−ε) where he is in it, and against it with the same where he is not. */
function scoresOf(rate: number, isTrue: boolean): Chances {
  const speaks = 1 / (1 + Math.exp(isTrue ? -rate : rate));
  return new Map([
    [rate, speaks],
    [-rate, 1 - speaks],
  ]);
}

function weightsOf(scores: Chances): Chances {
  return new Map([...scores].map(([score, chance]) => [Math.exp(score), chance]));
}

/** The chance that one has more than 90 % of both together. */
function outweighing(one: Chances, other: Chances): number {
  return sum(
    [...one].flatMap(([weight, chance]) => [...other].map(([rest, also]) => (weight > 9 * rest ? chance * also : 0))),
  );
}

function plus(one: Chances, other: Chances): Chances {
  const sums = new Map<number, number>();
  for (const [value, chance] of one)
    for (const [more, also] of other) {
      // Sums that differ by rounding alone are one.
      const sum = Math.round((value + more) * 1e6) / 1e6;
      sums.set(sum, (sums.get(sum) ?? 0) + chance * also);
    }
  return sums;
}
