import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalForm } from '../../wire/canonical.ts';
import { toHex } from '../../wire/hex.ts';

// Not crypto.subtle, which only secure contexts have: a tablet may be served over plain HTTP on a local network.
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

/** The digest the endpoint's verdict must name; `undefined` for what has no canonical form. */
export function digestOf(value: unknown): string | undefined {
  const form = canonicalForm(value);
  return form === undefined ? undefined : sha256Hex(new TextEncoder().encode(form));
}
