import canonicalize from 'canonicalize';

// JSON.stringify writes a lone surrogate as an escape; every other surrogate is part of a character.
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The RFC 8785 form of a parsed JSON value, whose UTF-8 bytes are digested with SHA-256.
 * `undefined` if there is none: for lone surrogates, which UTF-8 cannot encode, and the infinity that JSON.parse makes of 1e400.
 *
 * Devices send this form, and the endpoint digests everything that it receives. A value whose keys are already sorted is written by
 * JSON.stringify, which is several times faster than a serializer that sorts.
 */
export function canonicalForm(value: unknown): string | undefined {
  const text = isInOrder(value) ? JSON.stringify(value) : hasInfinity(value) ? undefined : canonicalize(value);
  return text === undefined || (text.includes('\\ud') && LONE_SURROGATE.test(text)) ? undefined : text;
}

/** Returns whether all keys are sorted and all numbers are finite. */
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
