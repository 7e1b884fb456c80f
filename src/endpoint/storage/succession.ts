import type { Envelope } from '../../wire/envelope.ts';
import type { Outcome } from './storage.ts';

/** What of an envelope decides who follows whom. */
export interface Contender extends Pick<Envelope, 'sequence' | 'status' | 'receiptHash'> {
  readonly digest: string;
  /** Of what was sent, where texts were taken out of it. */
  readonly proof: string | null;
  readonly isSealed: boolean;
}

/** What is held under an id. `erased` rows keep nothing but their id and receipt. */
export type Held = { readonly kind: 'erased' } | (Contender & { readonly kind: 'response' });

/** What becomes of an envelope whose id is already held. `stored` means: replace what is held. */
export function succeed(held: Held, envelope: Contender): Outcome {
  if (held.kind === 'erased') return 'erased';
  if (held.receiptHash !== envelope.receiptHash) return 'conflict';
  if (held.sequence === envelope.sequence) {
    // What is opened and what is not have digests of different things: honest devices give a number once.
    return held.isSealed !== envelope.isSealed || isSame(held, envelope) ? 'already-stored' : 'conflict';
  }
  if (held.sequence > envelope.sequence) return 'superseded';
  return held.status === 'complete' && envelope.status === 'partial' ? 'superseded' : 'stored';
}

/** What is kept of two responses may be the same where their texts are not. */
function isSame(held: Contender, envelope: Contender): boolean {
  const hasTexts = held.proof !== null || envelope.proof !== null;
  return hasTexts ? held.proof === envelope.proof : held.digest === envelope.digest;
}
