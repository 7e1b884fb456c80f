import type { Phase } from './disclosure.ts';

/* Shares of shown counts, as whole per cents: never more precise than the numbers they are made of. */

/** From a shown base of this, one number stands for a share; under it, the range that the noise allows stands beside. */
export const PRECISE_BASE = 200;
/** While a survey is open: under this shown base only the range is told. */
export const SHARE_BASE: Readonly<Record<Phase, number>> = { preview: 60, results: 30 };

/** How far a shown count may be from the true one. */
const ERROR: Readonly<Record<Phase, number>> = { preview: 5, results: 3 };

/** The largest count that may be shown as 0. */
export const MOST_SHOWN_AS_NONE: Readonly<Record<Phase, number>> = { preview: 5, results: 3 };

/** Per cents from 0 to 100. */
export interface ShareRange {
  readonly least: number;
  readonly most: number;
}

/** Whole per cents, 0 to 100; both numbers were moved, so that the first may exceed the second. */
export function shareOf(count: number, base: number): number {
  return Math.min(100, Math.round((count / base) * 100));
}

/** Every share that the true numbers may have, rounded outwards. */
export function shareRange(count: number, base: number, phase: Phase): ShareRange {
  const error = ERROR[phase];
  const least = Math.max(0, count - error) / (base + error);
  const most = (count + error) / Math.max(1, base - error);
  return { least: Math.floor(least * 100), most: Math.min(100, Math.ceil(most * 100)) };
}
