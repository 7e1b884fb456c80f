import type { Envelope } from '../../wire/envelope.ts';
import type { Outcome } from './storage.ts';

/** The parts of an envelope that decide which of two replaces the other. */
export interface Contender extends Pick<Envelope, 'sequence' | 'status' | 'receiptHash'> {
  readonly digest: string;
  /** HMAC of what was sent, where texts were taken out of it. */
  readonly proof: string | null;
}

/** What is stored under an id. An `erased` row keeps only its id and receipt. */
export type Held = { readonly kind: 'erased' } | (Contender & { readonly kind: 'response' });

/** Decides about an envelope whose id is already stored. `stored` means: replace the stored row. */
export function succeed(held: Held, envelope: Contender): Outcome {
  if (held.kind === 'erased') return 'erased';
  if (held.receiptHash !== envelope.receiptHash) return 'conflict';
  const isSameNumber = held.sequence === envelope.sequence;
  if (isSameNumber && isSame(held, envelope)) return 'already-stored';
  const isPartOfWhole = held.status === 'complete' && envelope.status === 'partial';
  if (held.sequence > envelope.sequence || isPartOfWhole) return 'superseded';
  // A page that could save nothing has noted no number, which a partial takes after a reload: the complete one counts.
  return isSameNumber && held.status === envelope.status ? 'conflict' : 'stored';
}

/** Two responses may be equal except for their texts, which are stored separately. */
function isSame(held: Contender, envelope: Contender): boolean {
  const hasTexts = held.proof !== null || envelope.proof !== null;
  return hasTexts ? held.proof === envelope.proof : held.digest === envelope.digest;
}
