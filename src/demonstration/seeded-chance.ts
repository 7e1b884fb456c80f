import { createHash } from 'node:crypto';
import { randomFrom } from '../core/answering/random-answers.ts';
import { rounded } from '../core/results/disclosure/fit-tables.ts';
import { shuffle } from '../endpoint/moderation/lots.ts';

/** A seeded random generator: the same numbers for the same seed on every machine. Not for secrets. */
export type SeededChance = ReturnType<typeof chanceFrom>;

export function chanceFrom(...words: readonly (string | number)[]) {
  const next = randomFrom(createHash('sha256').update(JSON.stringify(words)).digest().readUInt32BE());
  const below = (count: number) => Math.floor(next() * count);
  /** Hexadecimal digits. */
  const digits = (count: number) => Array.from({ length: count }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    digits,
    shuffled: <T>(list: readonly T[]) => shuffle(list, below),
    uuid() {
      const variant = (8 + below(4)).toString(16);
      return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
    },
  };
}

/** Apportions `total` by weights (largest remainder): no number is off by more than one. */
export function inProportion(weights: readonly number[], total: number): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  return rounded(exact, total);
}
