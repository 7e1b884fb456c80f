import type { Envelope } from '../../wire/envelope.ts';
import type { Outcome } from './storage.ts';

/** The parts of an envelope that decide which of two replaces the other. */
export interface Contender extends Pick<Envelope, 'sequence' | 'status' | 'receiptHash'> {
  readonly digest: string;
  /** HMAC of what was sent, where texts were taken out of it. */
  readonly proof: string | null;
}

/** The row that is stored under an id. An `erased` one keeps only its id and receipt. */
export type StoredState = { readonly kind: 'erased' } | (Contender & { readonly kind: 'response' });

/** Decides about an envelope whose id is already stored. `stored` means: replace the stored row. */
export function succeed(held: StoredState, envelope: Contender): Outcome {
  if (held.kind === 'erased') return 'erased';
  if (held.receiptHash !== envelope.receiptHash) return 'conflict';
  const isSameNumber = held.sequence === envelope.sequence;
  if (isSameNumber && isSame(held, envelope)) return 'already-stored';
  // Whatever their numbers: what could only leave in a file was finished, though the tablet has since closed its draft with a part.
  if (held.status !== envelope.status) return envelope.status === 'complete' ? 'stored' : 'superseded';
  if (isSameNumber) return 'conflict';
  return held.sequence > envelope.sequence ? 'superseded' : 'stored';
}

/** Two responses may be equal except for their texts, which are stored separately. */
function isSame(held: Contender, envelope: Contender): boolean {
  const hasTexts = held.proof !== null || envelope.proof !== null;
  return hasTexts ? held.proof === envelope.proof : held.digest === envelope.digest;
}
