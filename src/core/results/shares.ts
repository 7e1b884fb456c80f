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

/** Every share that the true numbers may have, rounded outwards; `count` is the sum of so many shown ones. */
export function shareRange(count: number, base: number, phase: Phase, summed = 1): ShareRange {
  const error = ERROR[phase];
  const least = Math.max(0, count - error * summed) / (base + error);
  const most = (count + error * summed) / Math.max(1, base - error);
  return { least: Math.floor(least * 100), most: Math.min(100, Math.ceil(most * 100)) };
}

/** How one shown count of a shown base is told. */
export interface Told {
  readonly count: number;
  readonly base: number;
  /** Absent where the base is so small that no share is told, and where it would be a bare 0 or 100. */
  readonly share?: number;
  /** Every share that the true numbers may have: where the base is small, or the share would be bare. */
  readonly range?: ShareRange;
  /** The largest number that may be shown as 0. */
  readonly few: number;
}

/** A share with its range, a range alone, or in small final groups the count alone, « 8 sur 28 ». Each of `summed` counts was moved. */
export function tell(count: number, base: number, phase: Phase, summed = 1): Told {
  const told = toldAs(count, base, phase, shareRange(count, base, phase, summed));
  return { ...told, few: told.few * summed };
}

/** The same among citations, of which one respondent may give several; `others` are the counts of the other options. */
export function tellCitation(count: number, others: readonly number[], phase: Phase): Told {
  const error = ERROR[phase];
  const sum = (by: number) => others.reduce((total, one) => total + Math.max(0, one + by), 0);
  const [least, most] = [Math.max(0, count - error), count + error];
  const range = {
    least: Math.floor((least / Math.max(1, least + sum(error))) * 100),
    most: Math.ceil((most / Math.max(1, most + sum(-error))) * 100),
  };
  return toldAs(count, Math.max(1, count + sum(0)), phase, range);
}

function toldAs(count: number, base: number, phase: Phase, range: ShareRange): Told {
  const few = MOST_SHOWN_AS_NONE[phase];
  const isSmall = base < SHARE_BASE[phase];
  if (isSmall && phase === 'results') return { count, base, few };
  const share = shareOf(count, base);
  const isBare = share === 0 || share === 100;
  return {
    count,
    base,
    ...(isSmall || isBare ? {} : { share }),
    ...(base < PRECISE_BASE || isBare ? { range } : {}),
    few,
  };
}
