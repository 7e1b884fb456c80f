import { deviationOf } from '../../core/results/disclosure/geometric.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import type { Results } from '../../wire/results.ts';

interface NoiseCost {
  readonly stratum: string;
  /** Standard deviation of a share, in points: as published, and after one more publication. */
  readonly now: number;
  readonly after: number;
}

/**
 * Returns how much noise one more publication adds to each group that is shown. It draws noise for every group; the total has the sum of
 * their noise.
 */
export function noiseCosts({ epsilon, strata }: Pick<Results, 'epsilon' | 'strata'>): readonly NoiseCost[] {
  const groups = Object.keys(strata).filter((id) => id !== EVERYONE && strata[id]).length;
  return Object.entries(strata).flatMap(([stratum, shown]) => {
    if (!shown) return [];
    const points = (draws: number) => (100 * deviationOf({ epsilon, draws })) / shown.n;
    const more = stratum === EVERYONE ? Math.max(1, groups) : 1;
    return [{ stratum, now: points(shown.draws), after: points(shown.draws + more) }];
  });
}
