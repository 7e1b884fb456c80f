import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../wire/hex.ts';

export function idOfKey(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 8));
}
