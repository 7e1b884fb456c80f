import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The depth of the list of envelopes, which is inside the object that is the body. */
const ENVELOPES_DEPTH = 2;

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
