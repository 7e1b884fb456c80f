import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Delivery, Draft } from '../port/device.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import { makeEnvelope } from './make-envelope.ts';
import type { PostBatch } from './post-batch.ts';
import { toQueued } from './queue.ts';
import { deliveryOf, isFor } from './settle.ts';

/*
 * When the outbox cannot be written: the response leaves from memory, or as a file. Its bytes are the same at each
 * try of the same draft, so that the endpoint sees one response.
 */

export async function sendUnstored(
  { post, now }: { readonly post: PostBatch; readonly now: () => number },
  draft: Draft,
  survey: Survey,
): Promise<Delivery> {
  const envelope = queuedOf(draft, survey);
  const posted = await post([envelope]);
  const verdict = posted.kind === 'answered' ? posted.verdicts.find((one) => isFor(one, envelope)) : undefined;
  return verdict ? deliveryOf(verdict, now()) : { state: 'device' };
}

export function exportUnstored(draft: Draft, survey: Survey): Blob {
  return new Blob([`${queuedOf(draft, survey).body}\n`], { type: 'application/x-ndjson' });
}

function queuedOf(draft: Draft, survey: Survey): QueuedEnvelope {
  return toQueued(makeEnvelope(draft, survey, { status: 'complete', sequence: draft.sequence + 1 }), draft.savedAt);
}
