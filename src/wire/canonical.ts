import canonicalize from 'canonicalize';

// JSON.stringify writes a lone surrogate as an escape; every other surrogate is part of a character.
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The RFC 8785 form of a parsed JSON value, whose UTF-8 bytes are digested with SHA-256.
 * `undefined` for what has none: lone surrogates, which no UTF-8 can carry, and the infinity that JSON.parse makes of 1e400.
 *
 * Devices send this form, and an endpoint digests all that it receives: what is in order already is left to the platform,
 * which writes it several times faster than a serializer puts it in order.
 */
export function canonicalForm(value: unknown): string | undefined {
  const text = isInOrder(value) ? JSON.stringify(value) : hasInfinity(value) ? undefined : canonicalize(value);
  return text === undefined || (text.includes('\\ud') && LONE_SURROGATE.test(text)) ? undefined : text;
}

/** Whether every key follows the one before it, and every number is one that JSON can write. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let last = '';
  for (const key in value) {
    if (key < last || !isInOrder(value[key as keyof typeof value])) return false;
    last = key;
  }
  return true;
}

function hasInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);
}
