import { boundOf, type Noise } from './geometric.ts';
import type { ShownDurations } from './shown-tables.ts';

/* How long complete responses took, published in bands: the median is computed from the published bands, never from any duration. */

/** The longest duration of a response: devices clamp to it. */
export const MOST_MINUTES = 600;

/** A band of durations in minutes. */
export type MinuteBand = Omit<ShownDurations['bands'][number], 'count'>;

export const MINUTE_BANDS: readonly MinuteBand[] = [
  { from: 0, to: 5 },
  { from: 5, to: 10 },
  { from: 10, to: 15 },
  { from: 15, to: 20 },
  { from: 20, to: 30 },
  { from: 30 },
];

/** Named by their edges: a band that is cut in another way is another cell. */
export const MINUTE_CELLS: readonly string[] = MINUTE_BANDS.map(({ from, to }) => `${from}-${to ?? ''}`);

/**
 * The band that holds the median, joined with its neighbours where the noise leaves open which of them does. `undefined` where that is
 * all of them.
 */
export function medianBand({ draws, bands }: ShownDurations, epsilon: Noise['epsilon']): MinuteBand | undefined {
  const half = bands.reduce((sum, { count }) => sum + count, 0) / 2;
  if (half === 0) return undefined;
  const bound = boundOf({ epsilon, draws });
  let reached = 0;
  let [first, last]: (MinuteBand | undefined)[] = [];
  for (const [place, band] of bands.entries()) {
    reached += band.count;
    const below = place + 1;
    // The variance of a sum of counts that are fitted to a total.
    const by = bound * Math.sqrt((below * (bands.length - below)) / bands.length);
    if (reached + by >= half) first ??= band;
    if (reached - by >= half) last ??= band;
  }
  if (!first || !last || (first.from === bands[0]?.from && last.to === undefined)) return undefined;
  return { from: first.from, to: last.to };
}
