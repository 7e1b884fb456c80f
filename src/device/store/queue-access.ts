import type { Problem } from '../../wire/problem.ts';
import type { QueuedEnvelope } from './schema.ts';

/** The outbox as its indexes know it: what it takes to ask does not grow with what envelopes hold. */
export interface QueueAccess {
  /** Browsers count records one by one: do not use it to ask whether there are any. */
  readonly counts: () => Promise<QueueCounts>;
  readonly hasAny: (...states: readonly QueuedEnvelope['state'][]) => Promise<boolean>;
  /** Keys of finished responses that are not received yet, refused ones included. */
  readonly completeKeys: () => Promise<readonly EnvelopeKey[]>;
  /** Keys of everything, partials included. */
  readonly allKeys: () => Promise<readonly EnvelopeKey[]>;
  /** Why finished responses were refused, by id. */
  readonly refusals: () => Promise<ReadonlyMap<string, Problem>>;
  /** The next in turn: those that never failed first, then by age. */
  readonly next: (
    state: QueuedEnvelope['state'],
    after: QueuedEnvelope | undefined,
    most: number,
  ) => Promise<readonly QueuedEnvelope[]>;
  /** The ids of the responses to a survey, one for each envelope. */
  readonly idsOf: (survey: string) => Promise<readonly string[]>;
  readonly holds: (survey: string, revision: number) => Promise<boolean>;
}

export type EnvelopeKey = readonly [id: string, sequence: number];

/** Returns the name of an envelope: no two on this device have the same id and sequence. */
export function envelopeName({ id, sequence }: Pick<QueuedEnvelope, 'id' | 'sequence'>): string {
  return `${id}.${sequence}`;
}

/** Counts of finished responses only. */
export interface QueueCounts {
  readonly waiting: number;
  readonly refused: number;
  /** When the oldest was finished. */
  readonly oldest?: number;
}
