import { hash } from 'node:crypto';
import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { jsonIn } from '../http/body.ts';
import { isRecord, type Sent, sentAs } from './read-answers.ts';
import { scanBody } from './scan-body.ts';

export type ReadBatch =
  /** Each is digested when it is taken, once: digesting all of them at once can take ten milliseconds. */
  | { readonly kind: 'envelopes'; readonly count: number; readonly envelopes: Iterable<Sent> }
  | { readonly kind: 'refused'; readonly code: RequestCode };

const UNREADABLE: ReadBatch = { kind: 'refused', code: 'batch.unreadable' };

/** Bytes to envelopes, none of them looked into. With duplicate keys the last wins, for the digest as for the answers. */
export function readBatch(bytes: Uint8Array): ReadBatch {
  const scanned = scanBody(bytes);
  if (scanned.kind === 'too-much') return { kind: 'refused', code: scanned.code };
  const body = jsonIn(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return UNREADABLE;
  const [key, ...others] = Object.keys(body);
  if (key !== 'envelopes' || others.length > 0) return UNREADABLE;
  const { envelopes } = body as { envelopes: unknown };
  if (!Array.isArray(envelopes)) return UNREADABLE;
  if (envelopes.length === 0) return { kind: 'refused', code: 'batch.empty' };
  if (envelopes.length > LIMITS.envelopes) return { kind: 'refused', code: 'batch.too-many' };
  // Fewer where one is neither an object nor a list.
  const canonical = scanned.canonical?.length === envelopes.length ? scanned.canonical : undefined;
  return { kind: 'envelopes', count: envelopes.length, envelopes: sentIn(envelopes, canonical) };
}

/** Where the body is in canonical form, the bytes that came are those that are digested. */
function* sentIn(envelopes: readonly unknown[], canonical: readonly Uint8Array[] | undefined): Iterable<Sent> {
  for (const [place, item] of envelopes.entries()) {
    const bytes = canonical?.[place];
    if (bytes === undefined) yield sentAs(item);
    else yield { item, digest: isRecord(item) ? hash('sha256', bytes, 'hex') : undefined };
  }
}
