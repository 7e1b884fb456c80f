import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';

export type ReadBatch =
  | { readonly kind: 'envelopes'; readonly envelopes: readonly unknown[] }
  | { readonly kind: 'refused'; readonly code: RequestCode };

const UNREADABLE: ReadBatch = { kind: 'refused', code: 'batch.unreadable' };

// A byte order mark is kept in the text, where JSON refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes to envelopes, none of them looked into. With duplicate keys the last wins, for the digest as for the answers. */
export function readBatch(bytes: Uint8Array): ReadBatch {
  const body = parse(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return UNREADABLE;
  const [key, ...others] = Object.keys(body);
  if (key !== 'envelopes' || others.length > 0) return UNREADABLE;
  const { envelopes } = body as { envelopes: unknown };
  if (!Array.isArray(envelopes)) return UNREADABLE;
  if (envelopes.length === 0) return { kind: 'refused', code: 'batch.empty' };
  if (envelopes.length > LIMITS.envelopes) return { kind: 'refused', code: 'batch.too-many' };
  return { kind: 'envelopes', envelopes };
}

function parse(bytes: Uint8Array): unknown {
  try {
    // JSON.parse takes a million nested arrays; what walks through its result does not.
    const body: unknown = JSON.parse(decoder.decode(bytes));
    return isDeeperThan(LIMITS.depth, body) ? undefined : body;
  } catch (error) {
    // Neither message is kept: both quote what was sent.
    if (error instanceof SyntaxError || (error instanceof TypeError && 'code' in error)) return undefined;
    throw error;
  }
}

/** Goes no deeper than the limit itself. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) return value.some((inner) => isDeeperThan(limit - 1, inner));
  for (const key in value) if (isDeeperThan(limit - 1, value[key as keyof typeof value])) return true;
  return false;
}
