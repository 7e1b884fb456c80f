import { randomFrom } from '../support/random-from.ts';

/** What a plan is drawn with, all from one sequence. */
export interface Draws {
  /** From 0 to 1. */
  readonly random: () => number;
  readonly between: (least: number, most: number) => number;
  /** A whole number, `most` among them. */
  readonly whole: (least: number, most: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

export function drawsFrom(seed: number): Draws {
  const random = randomFrom(seed);
  const between = (least: number, most: number) => least + random() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  return { random, between, whole, pick: (list) => list[whole(0, list.length - 1)] as (typeof list)[number] };
}
