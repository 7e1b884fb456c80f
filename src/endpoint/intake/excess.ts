import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const ARRAY = '['.charCodeAt(0);
const ARRAY_END = ']'.charCodeAt(0);
const OBJECT = '{'.charCodeAt(0);
const OBJECT_END = '}'.charCodeAt(0);

/** What ends a text or an escape in it: looked up, since most bytes are neither. */
const IS_SPECIAL = new Uint8Array(256);
IS_SPECIAL[QUOTE] = 1;
IS_SPECIAL[BACKSLASH] = 1;

/** The list of envelopes stands in the object that is the body. */
const ENVELOPES_DEPTH = 2;

/**
 * What is too much in a body for looking at it further, found before it is parsed: within its 256 KiB, a body can be made that costs
 * the only thread a tenth of a second. Counts what it meets and checks nothing else: that is JSON.parse's.
 */
export function excessIn(bytes: Uint8Array): RequestCode | undefined {
  let depth = 0;
  let all = 0;
  // By depth: what is open there.
  const members = new Uint32Array(LIMITS.depth + 1);
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfText(bytes, at);
        break;
      case ARRAY:
      case OBJECT:
        if (++depth > LIMITS.depth || ++all > LIMITS.allMembers) return 'batch.unreadable';
        members[depth] = 1;
        break;
      case ARRAY_END:
      case OBJECT_END:
        // More are closed than were opened: no JSON.
        if (--depth < 0) return 'batch.unreadable';
        break;
      case COMMA: {
        const here = (members[depth] ?? 0) + 1;
        members[depth] = here;
        if (++all > LIMITS.allMembers || here > LIMITS.members)
          return depth === ENVELOPES_DEPTH ? 'batch.too-many' : 'batch.unreadable';
      }
    }
  }
  return undefined;
}

/** The place of the quote that ends the text begun at `start`, or the end of the bytes. */
function endOfText(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start + 1; at < length; at++) {
    const byte = bytes[at] as number;
    if (IS_SPECIAL[byte] === 0) continue;
    if (byte === QUOTE) return at;
    at++;
  }
  return length;
}
