import type { Combination } from './combination.ts';
import type { Blow } from './plan.ts';

export interface Moment {
  readonly between: (least: number, most: number) => number;
  readonly soon: (most?: number) => number;
  readonly isSo: (share: number) => boolean;
  readonly cut: () => Pick<Blow & { readonly kind: 'power cut' }, 'kept' | 'tears' | 'back'>;
  /** A power cut after at most so many writes, and so many milliseconds. */
  readonly cutAfter: (writes: number, most: number) => Blow;
}

export interface Place {
  readonly at: number;
  readonly device: number;
  /** Another device, where there is one. */
  readonly other: number;
  /** The first of ten numbers. */
  readonly number: number;
}

export type Make = (moment: Moment, place: Place) => Combination;

/** When an interview that begins then is finished, if nothing is slow. */
export const LASTS = 1550;

export const OFFLINE = (lasts: number): Blow => ({ kind: 'weather', weather: 'offline', lasts });
