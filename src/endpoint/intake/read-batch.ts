import { hash } from 'node:crypto';
import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { jsonIn } from '../http/body.ts';
import { isRecord, type Sent, sentAs } from './read-answers.ts';
import { scanBody } from './scan-body.ts';

export type ReadBatch =
  | { readonly kind: 'envelopes'; readonly envelopes: readonly Sent[] }
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
  const { canonical } = scanned;
  // Fewer where one is neither an object nor a list.
  if (canonical?.length !== envelopes.length) return { kind: 'envelopes', envelopes: envelopes.map(sentAs) };
  const digestOf = (place: number) => hash('sha256', canonical[place] ?? '', 'hex');
  return {
    kind: 'envelopes',
    envelopes: envelopes.map((item, place) => ({ item, digest: isRecord(item) ? digestOf(place) : undefined })),
  };
}
