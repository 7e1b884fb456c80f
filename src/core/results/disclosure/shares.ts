import { boundOf, deviationOf, type Noise } from './geometric.ts';
import type { Phase } from './ledger.ts';

/* Shares of published counts, as whole per cents, and the range that the noise allows. It is no margin of error of the survey. */

/** In the final results, a count with a base under this number is displayed with its range, without a share. */
const SHARE_BASE = 50;
/** From this standard deviation on, in points, a share is shown with its range. */
const WIDE = 3;
/** A range wider than this, in points, says too little to be shown. */
export const WIDEST: Readonly<Record<Phase, number>> = { preview: 50, results: 30 };

/** A range of counts or of per cents. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** A published count with the share or range that is displayed next to it. */
export interface DisplayedCount {
  readonly count: number;
  readonly base: number;
  /** Whole per cents, 1 to 99; absent under a final base of `SHARE_BASE`, and where only the range is displayed. */
  readonly share?: number;
  /** In 95 % of cases the share without noise is within it. */
  readonly range?: Range;
  /** The 95 % range of the count, where no share is displayed. */
  readonly counts?: Range;
}

export interface CountContext {
  readonly phase: Phase;
  readonly noise: Noise;
  /** The base is the sum of so many counts alike, of which the count is one… */
  readonly parts: number;
  /** …or, in a multiple choice, a separate count, fitted to a size that received noise this many times. */
  readonly sizeDraws?: number;
  /** The count is the sum of so many of them. */
  readonly summed?: number;
}

/** A share with its range, or in small final groups the count with its own, « 8 sur 28 ». */
export function displayCount(count: number, base: number, context: CountContext): DisplayedCount {
  const { phase, noise, summed = 1 } = context;
  if (base <= 0) return { count, base };
  const part = count / base;
  if (phase === 'results' && base < SHARE_BASE) {
    const ofSum = { ...noise, draws: summed * noise.draws };
    return { count, base, counts: countRange(count, base, ofSum) };
  }
  const spread = spreadOf(part, base, context);
  const share = Math.round(part * 100);
  // Half a response for the rounding to whole numbers.
  const by = boundOf(noise) * spread + 1 / (2 * base);
  const range = {
    least: Math.max(0, Math.floor((part - by) * 100)),
    most: Math.min(100, Math.ceil((part + by) * 100)),
  };
  // Shares of 0 and 100 per cent are not shown: they would say that no respondent, or every one, is in it.
  if (share === 0 || share === 100) return { count, base, range };
  return { count, base, share, ...(deviationOf(noise) * spread * 100 > WIDE && { range }) };
}

/** The standard deviation of a share, in those of the noise of one count. */
export function spreadOf(
  part: number,
  base: number,
  { noise, parts, sizeDraws, summed = 1 }: Omit<CountContext, 'phase'>,
): number {
  // Variances of what is off, in those of one count; the base of a multiple choice is half of (given − blank + size).
  const variance =
    sizeDraws === undefined
      ? summed * (1 - part) ** 2 + Math.max(0, parts - summed) * part ** 2
      : summed + (part ** 2 * (2 * noise.draws + sizeDraws)) / (4 * noise.draws);
  return Math.sqrt(variance) / base;
}

export function countRange(count: number, base: number, noise: Noise): Range {
  const by = boundOf(noise);
  return { least: Math.max(0, count - by), most: Math.min(base, count + by) };
}
