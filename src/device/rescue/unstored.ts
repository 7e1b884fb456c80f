import type { Survey } from '../../core/survey/questionnaire.ts';
import { deliveryOf, isFor } from '../outbox/apply-verdicts.ts';
import { makeEnvelope } from '../outbox/make-envelope.ts';
import type { PostBatch } from '../outbox/post-batch.ts';
import { toQueued } from '../outbox/queue.ts';
import type { Sequences } from '../outbox/sequences.ts';
import type { Delivery, Draft, Rescued, RescueFile } from '../port/device.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import { rescueFileOf } from './outbox-file.ts';

/** When the outbox cannot be written: the response leaves from memory, or as a file. */
export interface Unstored {
  readonly draft: Draft;
  readonly survey: Survey;
  readonly status: Rescued;
}

export async function sendUnstored(
  { post, sequences, now }: { readonly post: PostBatch; readonly sequences: Sequences; readonly now: () => number },
  unstored: Unstored,
): Promise<Delivery> {
  const envelope = queuedOf(unstored, sequences);
  const posted = await post([envelope]);
  const verdict = posted.kind === 'answered' ? posted.verdicts.find((one) => isFor(one, envelope)) : undefined;
  return verdict ? deliveryOf(verdict, now()) : { state: 'device' };
}

export function exportUnstored(unstored: Unstored, sequences: Sequences): RescueFile {
  return rescueFileOf([queuedOf(unstored, sequences)]);
}

function queuedOf({ draft, survey, status }: Unstored, sequences: Sequences): QueuedEnvelope {
  const sequence = sequences.next(draft.id, draft.sequence);
  return toQueued(makeEnvelope(draft, survey, { status, sequence }), draft.savedAt);
}
