import { LIMITS } from '../../wire/envelope.ts';
import type { RequestCode } from '../../wire/problem.ts';

export type Scanned =
  | { readonly kind: 'too-much'; readonly code: RequestCode }
  /** The bytes of each envelope, unless the body may not be in canonical form from its first byte to its last. */
  | { readonly kind: 'scanned'; readonly canonical: readonly Uint8Array[] | undefined };

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const ARRAY = '['.charCodeAt(0);
const ARRAY_END = ']'.charCodeAt(0);
const OBJECT = '{'.charCodeAt(0);
const OBJECT_END = '}'.charCodeAt(0);
const LAST_PLAIN = '~'.charCodeAt(0);
const LONGEST_NUMBER = '-1.2345678901234567e-300'.length;

/** What ends a text or an escape in it: looked up, since most bytes are neither. */
const IS_SPECIAL = marked('"\\');
/** What follows a backslash where JSON.stringify writes one, but for the `u` of a rare control character. */
const IS_SHORT_ESCAPE = marked('"\\bfnrt');
const IS_OF_NUMBER = marked('0123456789+-.eE');
/** Of `true`, `false` and `null`. */
const IS_OF_WORD = marked('truefalsn');

/** The list of envelopes stands in the object that is the body. */
const ENVELOPES_DEPTH = 2;

/**
 * What is too much in a body for looking at it further, found before it is parsed: within its 256 KiB, a body can be made that costs
 * the only thread a tenth of a second. On the way it sees whether the body is in canonical form, as devices write it: then what was
 * sent is what is digested. It takes for granted that it reads JSON: whether it does is for JSON.parse to say.
 */
export function scanBody(bytes: Uint8Array): Scanned {
  let depth = 0;
  let all = 0;
  // By depth: how many members what is open there has, and where its last key begins and ends.
  const members = new Uint32Array(LIMITS.depth + 1);
  const starts = new Uint32Array(LIMITS.depth + 1);
  const ends = new Uint32Array(LIMITS.depth + 1);
  const envelopes: Uint8Array[] = [];
  let envelopeAt = 0;
  let isCanonical = true;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    switch (byte) {
      case QUOTE: {
        const start = at + 1;
        for (at = start; ; at++) {
          // Past the end nothing is unmarked either.
          while (IS_SPECIAL[bytes[at] as number] === 0) at++;
          if (bytes[at] !== BACKSLASH) break;
          if (IS_SHORT_ESCAPE[bytes[++at] as number] === 0) isCanonical = false;
        }
        if (!isCanonical || bytes[at + 1] !== COLON) break;
        isCanonical = follows(bytes, start, at, starts[depth] as number, ends[depth] as number);
        starts[depth] = start;
        ends[depth] = at++;
        break;
      }
      case ARRAY:
      case OBJECT:
        if (depth === ENVELOPES_DEPTH) envelopeAt = at;
        if (++depth > LIMITS.depth || ++all > LIMITS.allMembers) return UNREADABLE;
        members[depth] = 1;
        starts[depth] = 0;
        ends[depth] = 0;
        break;
      case ARRAY_END:
      case OBJECT_END:
        // More are closed than were opened: no JSON.
        if (--depth < 0) return UNREADABLE;
        if (depth === ENVELOPES_DEPTH) envelopes.push(bytes.subarray(envelopeAt, at + 1));
        break;
      case COMMA: {
        const here = (members[depth] ?? 0) + 1;
        members[depth] = here;
        if (++all > LIMITS.allMembers || here > LIMITS.members)
          return depth === ENVELOPES_DEPTH ? { kind: 'too-much', code: 'batch.too-many' } : UNREADABLE;
        break;
      }
      default: {
        if (!isCanonical || IS_OF_WORD[byte] === 1) break;
        const start = at;
        while (IS_OF_NUMBER[bytes[at + 1] as number] === 1) at++;
        isCanonical = isShortest(bytes.subarray(start, at + 1));
      }
    }
  }
  return { kind: 'scanned', canonical: isCanonical ? envelopes : undefined };
}

const UNREADABLE: Scanned = { kind: 'too-much', code: 'batch.unreadable' };

/** Whether a key follows the one before it. Bytes tell the order of plain ones alone. */
function follows(bytes: Uint8Array, start: number, end: number, lastStart: number, lastEnd: number): boolean {
  for (let at = start, lastAt = lastStart; at < end; at++, lastAt++) {
    const byte = bytes[at] as number;
    const last = lastAt < lastEnd ? (bytes[lastAt] as number) : -1;
    if (byte > LAST_PLAIN || last > LAST_PLAIN || byte === BACKSLASH || last === BACKSLASH) return false;
    if (byte !== last) return byte > last;
  }
  return false;
}

/** Whether a number is written as JSON.stringify would; false for what is none. */
function isShortest(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST_NUMBER) return false;
  const number = String.fromCharCode(...bytes);
  return String(Number(number)) === number;
}

/** By byte: 1 for these characters. */
function marked(characters: string): Uint8Array {
  const marks = new Uint8Array(256);
  for (const character of characters) marks[character.charCodeAt(0)] = 1;
  return marks;
}
