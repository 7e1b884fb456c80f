import type { FinishedResponse } from '../port/finished-response.ts';
import type { QueuedEnvelope } from './schema.ts';

/* Responses that are put back in an emptied database are sent again, even refused ones: the survey may be open by now. */

export function envelopeAgain({ problem: _, refusedAt: __, ...envelope }: QueuedEnvelope): QueuedEnvelope {
  return { ...envelope, state: 'waiting' };
}

export function cardAgain(card: FinishedResponse): FinishedResponse {
  return card.delivery.state === 'refused' ? { ...card, delivery: { state: 'device' } } : card;
}
