import type { Problem } from '../../wire/problem.ts';
import type { QueuedEnvelope } from './schema.ts';

/** The outbox as its indexes know it: what it takes to ask does not grow with what envelopes hold. */
export interface QueueAccess {
  /** A browser counts one by one: not for whoever only asks whether there is any. */
  readonly counts: () => Promise<QueueCounts>;
  /** Of every kind, but for what earlier releases kept here after it was received. */
  readonly unsent: () => Promise<number>;
  readonly hasAny: (...states: readonly QueuedEnvelope['state'][]) => Promise<boolean>;
  /** Why finished responses were refused, by id. */
  readonly refusals: () => Promise<ReadonlyMap<string, Problem>>;
  /** The next in turn: those that never failed first, then by age. */
  readonly next: (
    state: QueuedEnvelope['state'],
    after: QueuedEnvelope | undefined,
    most: number,
  ) => Promise<readonly QueuedEnvelope[]>;
  readonly holds: (survey: string, revision: number) => Promise<boolean>;
}

/** Of finished responses alone. */
export interface QueueCounts {
  readonly waiting: number;
  readonly refused: number;
  /** When the oldest was finished. */
  readonly oldest?: number;
}

/** All but `kept`. */
export const UNSENT: readonly QueuedEnvelope['state'][] = ['waiting', 'refused', 'running'];
