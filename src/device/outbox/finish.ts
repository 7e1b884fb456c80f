import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { tallyChanged, tallyFinished } from '../kept/day-tally.ts';
import type { Draft, FinishOutcome } from '../port/device.ts';
import type { FinishedResponse } from '../port/finished-response.ts';
import type { Database } from '../store/store.ts';
import { countedPath, makeEnvelope } from './make-envelope.ts';
import { type DraftToQueue, hasLeft, lastSequenceOf, replaceQueued, toQueued } from './queue.ts';

interface DraftToFinish extends DraftToQueue {
  /** False if it was finished here before, and then changed. */
  readonly isFirst: boolean;
}

/** One strict transaction: the envelope and the card go in, the draft and older envelopes go out, or nothing changes. */
export async function finishDraft(
  database: Database,
  { draft, survey, sequences, now, isFirst }: DraftToFinish,
): Promise<FinishOutcome> {
  const path = countedPath(draft, survey, 'complete');
  const written = await database.write(
    [
      'drafts',
      'outbox',
      'unsent',
      'kept',
      'finished',
      'erasures',
      ...(draft.mode === 'field' ? (['days'] as const) : []),
    ],
    async (tx) => {
      if (sequences.hasEnded(draft.id) || (await tx.get('erasures', draft.id))) return undefined;
      const left = await hasLeft(tx, draft.id, sequences);
      const sequence = sequences.next(draft.id, Math.max(draft.sequence, await lastSequenceOf(tx, draft.id)));
      await replaceQueued(tx, toQueued(makeEnvelope(draft, survey, { status: 'complete', sequence }, path), now));
      if (!left) tx.put('unsent', { id: draft.id, sequence });
      tx.remove('drafts', draft.id);
      // On a shared tablet nothing of this person is kept for the next one.
      if (draft.mode === 'self')
        tx.put('finished', toFinished(draft, survey, { answers: path.answers, sequence, now }));
      else await (isFirst ? tallyFinished(tx, draft.id, now) : tallyChanged(tx, draft.id));
      return sequence;
    },
    'strict',
  );
  if (written.kind !== 'done') return { kind: written.kind };
  return written.value === undefined ? { kind: 'gone' } : { kind: 'finished', sequence: written.value };
}

function toFinished(
  draft: Draft,
  survey: Survey,
  { answers, sequence, now }: { readonly answers: Answers; readonly sequence: number; readonly now: number },
): FinishedResponse {
  const stratum = survey.stratum === undefined ? undefined : answers[survey.stratum];
  return {
    id: draft.id,
    survey: draft.survey,
    revision: draft.revision,
    language: draft.language,
    secret: draft.secret,
    facts: factsFrom(survey, answers),
    ...(typeof stratum === 'string' ? { stratum } : {}),
    finishedAt: now,
    sequence,
    delivery: { state: 'device' },
  };
}

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
