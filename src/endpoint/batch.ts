import { LIMITS } from '../wire/envelope.ts';
import type { RequestCode } from '../wire/problem.ts';

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
    const text = decoder.decode(bytes);
    // JSON.parse takes a million nested arrays; what walks through its result does not.
    return isDeeperThan(LIMITS.depth, text) ? undefined : JSON.parse(text);
  } catch (error) {
    // Neither message is kept: both quote what was sent.
    if (error instanceof SyntaxError || (error instanceof TypeError && 'code' in error)) return undefined;
    throw error;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Looks at brackets outside strings; on text that is not JSON the answer does not matter, the parser refuses it. */
export function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++) if (text.charCodeAt(i) === BACKSLASH) i++;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}
