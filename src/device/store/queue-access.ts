import type { Problem } from '../../wire/problem.ts';
import type { QueuedEnvelope } from './schema.ts';

/** The outbox as its indexes know it: what it takes to ask does not grow with what envelopes hold. */
export interface QueueAccess {
  readonly counts: () => Promise<QueueCounts>;
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

export interface QueueCounts {
  /** Of every kind, but for what is kept after it was received. */
  readonly all: number;
  /** Partial ones too; the others are of finished responses alone. */
  readonly waitingInAll: number;
  readonly waiting: number;
  readonly refused: number;
  /** When the oldest was finished. */
  readonly oldest?: number;
}
