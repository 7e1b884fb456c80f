import type { FactValues, Typology } from '../survey/typology-schema.ts';
import { gapOf } from './condition.ts';

/** How many criteria agree with each profile, in the order of profiles. */
export type Matches = readonly number[];

/** A response whose open answers are given in every way that they could be. */
export interface Completions {
  /** The profiles that come first in some completion, ties included, in the order of profiles. */
  readonly possible: readonly string[];
  /** Every completion names one profile, and the same. */
  readonly isNear: boolean;
  /** Every completion is between two profiles, and the same two. */
  readonly isBetween: boolean;
}

// A phone waits for these sums: so many take about 4 ms on an office machine, unslowed; the study needs a few hundred.
const MOST_SUMS = 4000;

/** Counts the criteria that agree with each profile. Needs their facts. */
export function matchesOf(typology: Typology, criteria: Typology['criteria'], values: FactValues): Matches {
  return typology.profiles.map(
    ({ requires }) =>
      criteria.filter(({ id }) => {
        const required = requires[id];
        return !required || gapOf(required.when, values) === 0;
      }).length,
  );
}

/**
 * Takes the matches of what is known, and for each part of the criteria that is open the matches that its answers can give. Parts are
 * independent of each other. `undefined` where there are too many combinations to try.
 */
export function completionsOf(
  { profiles, compositeBelow = 0 }: Typology,
  known: Matches,
  parts: readonly (readonly Matches[])[],
): Completions | undefined {
  const sums = sumsOf(known, parts, MOST_SUMS);
  if (!sums) return undefined;
  const first = new Set<string>();
  const sizes = new Set<number>();
  for (const sum of sums) {
    const most = Math.max(...sum);
    const tied = profiles.filter((_, place) => sum[place] === most);
    for (const { id } of tied) first.add(id);
    sizes.add(most >= compositeBelow ? tied.length : 0);
  }
  const possible = profiles.flatMap(({ id }) => (first.has(id) ? [id] : []));
  const isAlways = (size: number) => possible.length === size && sizes.size === 1 && sizes.has(size);
  return { possible, isNear: isAlways(1), isBetween: isAlways(2) };
}

/** Returns the matches that are known, with every combination of those of the parts; `undefined` where more than `most` are to be added up. */
export function sumsOf(
  known: Matches,
  parts: readonly (readonly Matches[])[],
  most: number,
): readonly Matches[] | undefined {
  let tried = 0;
  let sums: readonly Matches[] = [known];
  for (const part of parts) {
    tried += sums.length * part.length;
    if (tried > most) return undefined;
    sums = distinct(sums.flatMap((sum) => part.map((one) => sum.map((count, place) => count + (one[place] ?? 0)))));
  }
  return sums;
}

export function distinct(all: readonly Matches[]): readonly Matches[] {
  return [...new Map(all.map((one) => [one.join(), one])).values()];
}
