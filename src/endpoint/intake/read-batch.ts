import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { jsonIn } from '../http/body.ts';
import { type Sent, sentAs } from './read-answers.ts';
import { scanBody } from './scan-body.ts';

export type ReadBatch =
  /** Each digest is computed when its envelope is read: computing all of them at once can take ten milliseconds. */
  | { readonly kind: 'envelopes'; readonly count: number; readonly envelopes: Iterable<Sent> }
  | { readonly kind: 'refused'; readonly code: RequestCode };

const UNREADABLE: ReadBatch = { kind: 'refused', code: 'batch.unreadable' };

/** Parses the body into envelopes and checks none of them. With duplicate keys the last wins, for the digest as for the answers. */
export function readBatch(bytes: Uint8Array): ReadBatch {
  const excess = scanBody(bytes);
  if (excess) return { kind: 'refused', code: excess };
  const body = jsonIn(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return UNREADABLE;
  const [key, ...others] = Object.keys(body);
  if (key !== 'envelopes' || others.length > 0) return UNREADABLE;
  const { envelopes } = body as { envelopes: unknown };
  if (!Array.isArray(envelopes)) return UNREADABLE;
  if (envelopes.length === 0) return { kind: 'refused', code: 'batch.empty' };
  if (envelopes.length > LIMITS.envelopes) return { kind: 'refused', code: 'batch.too-many' };
  return { kind: 'envelopes', count: envelopes.length, envelopes: sentIn(envelopes) };
}

function* sentIn(envelopes: readonly unknown[]): Iterable<Sent> {
  for (const item of envelopes) yield sentAs(item);
}
