import type { Database } from '../store/store.ts';
import { makeEnvelope } from './make-envelope.ts';
import { type DraftToQueue, hasLeft, lastSequenceOf, replaceQueued, toQueued } from './queue.ts';

/**
 * Queues the answers so far as a partial envelope, and stores its sequence in the draft in the same transaction.
 * Returns the sequence; `undefined` if none was queued.
 */
export async function snapshotDraft(
  database: Database,
  { draft, survey, sequences, now }: DraftToQueue,
): Promise<number | undefined> {
  if (!survey.partials) return undefined;
  const taken = await database.write(['drafts', 'outbox', 'unsent', 'kept', 'finished'], async (tx) => {
    const held = await tx.get('drafts', draft.id);
    // Finished or discarded since, or reopened after finishing: a partial would contain less than what is queued or stored.
    if (!held || (await isComplete())) return undefined;
    const newest = held.savedAt > draft.savedAt ? held : draft;
    const left = await hasLeft(tx, draft.id, sequences);
    const sequence = sequences.next(draft.id, await lastSequenceOf(tx, draft.id));
    const envelope = makeEnvelope(newest, survey, { status: 'partial', sequence });
    if (Object.keys(envelope.answers).length === 0) return undefined;
    await replaceQueued(tx, toQueued(envelope, now));
    if (!left) tx.put('unsent', { id: draft.id, sequence });
    tx.put('drafts', { ...newest, sequence });
    return sequence;

    async function isComplete(): Promise<boolean> {
      const queued = await tx.all('outbox', draft.id);
      return (await tx.get('finished', draft.id)) !== undefined || queued.some((one) => one.status === 'complete');
    }
  });
  // If the disk is full nothing is lost: the answers are in the draft, and the next snapshot contains them all.
  if (taken.kind !== 'done') return undefined;
  return taken.value;
}
