import canonicalize from 'canonicalize';

// JSON.stringify writes a lone surrogate as an escape; every other surrogate is part of a character.
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The RFC 8785 form of a parsed JSON value, whose UTF-8 bytes are digested with SHA-256.
 * `undefined` for what has none: lone surrogates, which no UTF-8 can carry, and the infinity that JSON.parse makes of 1e400.
 *
 * An endpoint digests all that it receives, and the platform writes a copy whose keys are in order in half the time that
 * a serializer takes. Keys that look like integers come first in any object, whatever is done: those are left to the library.
 */
export function canonicalForm(value: unknown): string | undefined {
  const seen: Seen = { infinite: false, numbered: false };
  const copy = ordered(value, seen);
  if (seen.infinite) return undefined;
  const text = seen.numbered ? canonicalize(value) : JSON.stringify(copy);
  return text === undefined || LONE_SURROGATE.test(text) ? undefined : text;
}

interface Seen {
  infinite: boolean;
  numbered: boolean;
}

function ordered(value: unknown, seen: Seen): unknown {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isFinite(value)) seen.infinite = true;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => ordered(inner, seen));
  // Without a prototype, `__proto__` is a key like any other.
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    const first = key.charCodeAt(0);
    if (first >= 0x30 && first <= 0x39) seen.numbered = true;
    copy[key] = ordered(value[key as keyof typeof value], seen);
  }
  return copy;
}
