import { boundOf, deviationOf, type Noise } from './geometric.ts';
import type { Phase } from './ledger.ts';

/* Shares of published counts, as whole per cents, and the range that the noise allows. It is no margin of error of the survey. */

/** In the final results, under this base counts are told with their range, and no share. */
export const SHARE_BASE = 50;
/** From this standard deviation on a share has its range beside it, in points. */
const WIDE = 3;

/** A range of counts or of per cents. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** How one published count is told. */
export interface Told {
  readonly count: number;
  readonly base: number;
  /** Whole per cents, 1 to 99; absent under a final base of `SHARE_BASE`, and where the range alone is told. */
  readonly share?: number;
  /** In 95 % of cases the share without noise is within it. */
  readonly range?: Range;
  /** The same of the count, where no share is told. */
  readonly counts?: Range;
}

export interface Telling {
  readonly phase: Phase;
  readonly noise: Noise;
  /** The base is the sum of so many counts alike, of which the count is one… */
  readonly parts: number;
  /** …or, of a multiple choice, a count of its own, fittedTable to a size that was drawn so often. */
  readonly sizeDraws?: number;
  /** The count is the sum of so many of them. */
  readonly summed?: number;
}

/** A share with its range, or in small final groups the count with its own, « 8 sur 28 ». */
export function tell(count: number, base: number, { phase, noise, parts, sizeDraws, summed = 1 }: Telling): Told {
  if (base <= 0) return { count, base };
  const part = count / base;
  if (phase === 'results' && base < SHARE_BASE) return { count, base, counts: countRange(count, base, noise) };
  // Variances of what is off, in those of one count; the base of a multiple choice is half of (given − blank + size).
  const variance =
    sizeDraws === undefined
      ? summed * (1 - part) ** 2 + Math.max(0, parts - summed) * part ** 2
      : summed + (part ** 2 * (2 * noise.draws + sizeDraws)) / (4 * noise.draws);
  const spread = Math.sqrt(variance) / base;
  const share = Math.round(part * 100);
  // Half a response for the rounding to whole numbers.
  const by = boundOf(noise) * spread + 1 / (2 * base);
  const range = {
    least: Math.max(0, Math.floor((part - by) * 100)),
    most: Math.min(100, Math.ceil((part + by) * 100)),
  };
  // Nobody is told that no one, or everyone, is in it.
  if (share === 0 || share === 100) return { count, base, range };
  return { count, base, share, ...(deviationOf(noise) * spread * 100 > WIDE && { range }) };
}

export function countRange(count: number, base: number, noise: Noise): Range {
  const by = boundOf(noise);
  return { least: Math.max(0, count - by), most: Math.min(base, count + by) };
}
