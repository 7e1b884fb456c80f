import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalForm } from './canonical.ts';
import { toHex } from './hex.ts';

// Not crypto.subtle: it is asynchronous, and missing on pages served over `http`.
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

/** Returns the digest that the endpoint's verdict must name; `undefined` for a value without a canonical form. */
export function digestOf(value: unknown): string | undefined {
  const form = canonicalForm(value);
  return form === undefined ? undefined : sha256Hex(utf8ToBytes(form));
}
