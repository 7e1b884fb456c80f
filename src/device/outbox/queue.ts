import type { Survey } from '../../core/survey/questionnaire.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import { sha256Hex } from '../../wire/digest.ts';
import type { Envelope } from '../../wire/envelope.ts';
import type { SealedEnvelope } from '../../wire/sealed.ts';
import type { Draft } from '../port/device.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { ReadAccess, WriteAccess } from '../store/store.ts';
import type { Sequences } from './sequences.ts';

/** A draft whose answers go into the outbox as an envelope. */
export interface DraftToQueue {
  readonly draft: Draft;
  readonly survey: Survey;
  readonly sequences: Sequences;
  readonly now: number;
}

/** Serialises an envelope; these bytes never change. */
export function toQueued(envelope: Envelope | SealedEnvelope, queuedAt: number): QueuedEnvelope {
  const body = canonicalForm(envelope);
  if (body === undefined) throw new Error('an envelope holds a text that cannot travel');
  const { id, sequence, status, survey, revision } = envelope;
  return {
    id,
    sequence,
    body,
    digest: sha256Hex(new TextEncoder().encode(body)),
    status,
    survey,
    revision,
    queuedAt,
    state: 'waiting',
    failures: 0,
  };
}

/** Returns the highest sequence of a response that this device knows of. */
export async function lastSequenceOf(tx: ReadAccess, id: string): Promise<number> {
  const draft = await tx.get('drafts', id);
  const finished = await tx.get('finished', id);
  const kept = await tx.get('kept', id);
  const queued = await tx.all('outbox', id);
  const known = [draft, finished, kept, ...queued];
  return Math.max(...known.map((one) => one?.sequence ?? 0));
}

/** Returns whether an envelope of this response may have been sent: then nothing proves that it did not arrive. */
export async function hasLeft(tx: ReadAccess, id: string, sequences: Sequences): Promise<boolean> {
  const last = Math.max(await lastSequenceOf(tx, id), sequences.last(id));
  return last > 0 && (await tx.get('unsent', id))?.sequence !== last;
}

/** Replaces earlier envelopes of the same response: the later one contains everything. A part never takes the place of a complete one. */
export async function replaceQueued(tx: WriteAccess, envelope: QueuedEnvelope): Promise<void> {
  const others = await tx.all('outbox', envelope.id);
  // Two taps on a shared tablet are sealed side by side: the second may be here first.
  const isPart = envelope.status === 'partial';
  if (others.some(({ sequence, status }) => status === 'complete' && (isPart || sequence > envelope.sequence))) return;
  for (const older of others) if (older.sequence < envelope.sequence) tx.remove('outbox', [older.id, older.sequence]);
  tx.put('outbox', envelope);
}
