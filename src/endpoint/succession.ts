import type { Envelope } from '../wire/envelope.ts';
import type { Outcome, Received } from './storage.ts';

/** What is held under an id. `erased` rows keep nothing but their id and receipt. */
export type Held =
  | { readonly kind: 'erased' }
  | ({ readonly kind: 'response'; readonly digest: string } & Pick<Envelope, 'sequence' | 'status' | 'receiptHash'>);

/** What becomes of an envelope whose id is already held. `stored` means: replace what is held. */
export function succeed(held: Held, { envelope, digest }: Received): Outcome {
  if (held.kind === 'erased') return 'erased';
  if (held.receiptHash !== envelope.receiptHash) return 'conflict';
  if (held.sequence === envelope.sequence) return held.digest === digest ? 'already-stored' : 'conflict';
  if (held.sequence > envelope.sequence) return 'superseded';
  return held.status === 'complete' && envelope.status === 'partial' ? 'superseded' : 'stored';
}
