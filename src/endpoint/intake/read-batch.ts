import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';
import { jsonIn } from '../http/body.ts';
import { type Sent, sentAs } from './read-answers.ts';

type BatchResult =
  /** Each digest is computed when its envelope is read: computing all of them at once can take ten milliseconds. */
  | { readonly kind: 'envelopes'; readonly count: number; readonly envelopes: Iterable<Sent> }
  | { readonly kind: 'refused'; readonly code: RequestCode };

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The depth of the list of envelopes, which is inside the object that is the body. */
const ENVELOPES_DEPTH = 2;

const UNREADABLE: BatchResult = { kind: 'refused', code: 'batch.unreadable' };

/** Parses the body into envelopes and checks none of them. With duplicate keys the last wins, for the digest as for the answers. */
export function readBatch(bytes: Uint8Array): BatchResult {
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

/**
 * Returns why a body is refused before it is parsed, if it is: within 256 KiB, deep or wide JSON can block the only thread for 100 ms.
 * It assumes that the body is JSON: JSON.parse decides that.
 */
export function scanBody(bytes: Uint8Array): RequestCode | undefined {
  let depth = 0;
  let all = 0;
  const members = new Uint32Array(LIMITS.depth + 1);
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at + 1);
    else if (byte === ARRAY || byte === OBJECT) {
      if (++depth > LIMITS.depth || ++all > LIMITS.allMembers) return 'batch.unreadable';
      members[depth] = 1;
    } else if (byte === ARRAY_END || byte === OBJECT_END) {
      // More brackets are closed than were opened, so it is not JSON.
      if (--depth < 0) return 'batch.unreadable';
    } else if (byte === COMMA) {
      const here = (members[depth] ?? 0) + 1;
      members[depth] = here;
      if (++all > LIMITS.allMembers || here > LIMITS.members)
        return depth === ENVELOPES_DEPTH ? 'batch.too-many' : 'batch.unreadable';
    }
  }
  return undefined;
}

/** Returns the index of the closing quote, or the length if there is none. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
