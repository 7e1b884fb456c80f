import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Recipient } from '../../sealing/seal.ts';
import { makeEnvelope } from '../outbox/make-envelope.ts';
import { hasLeft, lastSequenceOf, replaceQueued, toQueued } from '../outbox/queue.ts';
import type { Draft, StoreReading } from '../port/device.ts';
import type { RescueStatus } from '../port/exported-file.ts';
import type { Inside } from '../sending.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { WriteAccess } from '../store/store.ts';
import type { Sealer } from './find-recipients.ts';

/** An envelope sealed and numbered before the transaction that writes it, because awaiting encryption would end the transaction. */
interface Prepared {
  readonly queued: QueuedEnvelope;
  /** The previous number, and whether an envelope of the response had been sent by then. */
  readonly last: number;
  readonly hadLeft: boolean;
}

export type Before = Pick<Prepared, 'last' | 'hadLeft'>;

export type EnvelopeSealer = ReturnType<typeof createSealer>;

const KNOWING = ['drafts', 'finished', 'outbox', 'unsent', 'kept'] as const;

export function createSealer(
  { database, sequences }: Pick<Inside, 'database' | 'sequences'>,
  {
    sealing: { seal },
    recipients,
    now,
  }: { readonly sealing: Sealer; readonly recipients: readonly Recipient[]; readonly now: () => number },
) {
  return {
    /** Reads what `prepare` needs to know about a response. */
    read: (id: string): Promise<StoreReading<Before>> =>
      database.read(KNOWING, async (tx) => ({
        last: await lastSequenceOf(tx, id),
        hadLeft: await hasLeft(tx, id, sequences),
      })),
    async prepare(draft: Draft, from: Survey, status: RescueStatus, known: Before): Promise<Prepared> {
      // The number of the draft too: the browser may have emptied the database since the page read it.
      const last = Math.max(known.last, sequences.last(draft.id), draft.sequence);
      const sequence = sequences.next(draft.id, last);
      const { answers, ...header } = makeEnvelope(draft, from, { status, sequence });
      const queued = toQueued(await seal(header, answers, recipients), now());
      return { queued, last, hadLeft: known.hadLeft };
    },
    /** Replaces the earlier envelope of the same response, which may have been sent since this one was prepared. */
    async put(tx: WriteAccess, { queued, last, hadLeft }: Prepared, state: QueuedEnvelope['state']) {
      const mayHaveLeft = hadLeft || (last > 0 && (await tx.get('unsent', queued.id))?.sequence !== last);
      await replaceQueued(tx, { ...queued, state });
      if (!mayHaveLeft) tx.put('unsent', { id: queued.id, sequence: queued.sequence });
    },
  };
}
