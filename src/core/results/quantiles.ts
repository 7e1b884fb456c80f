import type { ShownDurations } from './disclosure/shown-tables.ts';

/*
 * Quantiles of a number that is published by bands alone: the value below which a given part of the answers falls, interpolated
 * between the edges of its band and never read from any value given.
 */

/** From this shown base on. */
export const QUANTILE_BASE = 30;

/** Rounded to two figures; or the beginning of the last band, whose values have no upper edge. */
export type Quantile = { readonly about: number } | { readonly atLeast: number };

/** `part` is from 0 to 1. Returns `undefined` when all bands are empty. Bands ascend. */
export function quantile(bands: ShownDurations['bands'], part: number): Quantile | undefined {
  const total = bands.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  let rest = part * total;
  for (const { from, to, count } of bands) {
    if (rest <= count && count > 0)
      return to === undefined
        ? { atLeast: from }
        : { about: Number((from + ((to - from) * rest) / count).toPrecision(2)) };
    rest -= count;
  }
  return undefined;
}
