import TABLE from './remedies.json' with { type: 'json' };

/** A fault that follows when one remedy is removed: `left`, or nothing, replaces `taken` in the file, and the key describes the effect. */
export interface TakenAway {
  readonly file: string;
  /** Once in the file. */
  readonly taken: string;
  readonly left?: string;
  /** Who misses it: the `simulator`, a `browser`, or a test of the `endpoint` with its database. */
  readonly heldBy: string;
  /** Names the plan of `test/simulation/found` that breaks without it, where the simulator holds it. */
  readonly plan?: string;
}

/**
 * Remedies against loss, double counting and disclosure, in this order, and no others: each literal line here taxes those who edit it. Without
 * each of them a test of the fault matrix or a stored plan fails: `node test/without-remedies.mjs` and `npm run test:long remedies` look.
 */
export const REMEDIES: Readonly<Record<string, TakenAway>> = TABLE;

/** Those that the simulator holds, with their names. */
export const SIMULATED = Object.entries(REMEDIES).filter(([, { heldBy }]) => heldBy === 'simulator');
