import type { Coding } from './answer-coding.ts';

/*
 * The responses of one survey, turned on their side: one array for each byte of the code, in no order that means anything.
 */

/** The values of the profile column: none computed, without a dominant one, then the places of at most 66 pairs, and of profiles. */
export const PROFILE = { none: 0, apart: 1, between: 2, first: 68 } as const;

export interface Columns {
  readonly coding: Coding;
  /** Responses. */
  readonly length: number;
  /** 1 for a complete response that was not set aside. */
  readonly counted: Uint8Array;
  /** 1 for one that was begun, not finished, and not set aside. */
  readonly unfinished: Uint8Array;
  /** As `PROFILE` says. */
  readonly profiles: Uint8Array;
  /** By place in the code. */
  readonly bytes: readonly Uint8Array[];
}

const DAY = 86_400_000;

/** Returns the days since 1970-01-01 of a day given as YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Date.parse(day) / DAY;
}

/** The way back. */
export function dayNamed(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Columns by which the organiser filters responses. */
export interface HeadedColumns extends Columns {
  /** As `dayNumber` says. */
  readonly days: Uint16Array;
  /** Places in `revisionNumbers`. */
  readonly revisions: Uint16Array;
  readonly revisionNumbers: readonly number[];
  /** 1 for a response taken in the field. */
  readonly inField: Uint8Array;
  /** Indices into `channelNames`; the first means no channel. */
  readonly channels: Uint32Array;
  readonly channelNames: readonly (string | null)[];
}
