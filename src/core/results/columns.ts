import type { Coding } from './coding.ts';

/*
 * The responses of one survey, turned on their side: one array for each byte of the code, in no order that means anything.
 */

/** What is counted as a profile: none computed, a composite, or the place of a profile from 2 on. */
export const PROFILE = { none: 0, composite: 1, first: 2 } as const;

export interface Columns {
  readonly coding: Coding;
  /** Responses. */
  readonly length: number;
  /** Keyed digests of the ids, 32 bits each. */
  readonly keys: Uint32Array;
  /** 1 for a complete response that was not set aside. */
  readonly counted: Uint8Array;
  /** 1 for one that was begun, not finished, and not set aside. */
  readonly unfinished: Uint8Array;
  /** As `PROFILE` says. */
  readonly profiles: Uint8Array;
  /** By place in the code. */
  readonly bytes: readonly Uint8Array[];
}
