import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { tallyFinished } from '../kept/day-tally.ts';
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
      if (await tx.get('erasures', draft.id)) return undefined;
      const left = await hasLeft(tx, draft.id, sequences);
      const sequence = sequences.next(draft.id, Math.max(draft.sequence, await lastSequenceOf(tx, draft.id)));
      await replaceQueued(tx, toQueued(makeEnvelope(draft, survey, { status: 'complete', sequence }, path), now));
      if (!left) tx.put('unsent', { id: draft.id, sequence });
      tx.remove('drafts', draft.id);
      // On a shared tablet nothing of this person is kept for the next one.
      if (draft.mode === 'self')
        tx.put('finished', toFinished(draft, survey, { answers: path.answers, sequence, now }));
      else if (isFirst) await tallyFinished(tx, draft.id, now);
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
