import canonicalize from 'canonicalize';

// JSON.stringify writes a lone surrogate as an escape; every other surrogate is part of a character.
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The RFC 8785 form of a parsed JSON value, whose UTF-8 bytes are digested with SHA-256.
 * `undefined` for what has none: the RFC refuses lone surrogates, which no UTF-8 can carry.
 */
export function canonicalForm(value: unknown): string | undefined {
  const text = canonicalize(value);
  return text === undefined || LONE_SURROGATE.test(text) ? undefined : text;
}
