import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalForm } from './canonical.ts';
import { toHex } from './hex.ts';

// Not crypto.subtle: it is asynchronous, and a page that came over `http` has none.
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

/** The digest the endpoint's verdict must name; `undefined` for what has no canonical form. */
export function digestOf(value: unknown): string | undefined {
  const form = canonicalForm(value);
  return form === undefined ? undefined : sha256Hex(utf8ToBytes(form));
}
