import { sha256 } from '@noble/hashes/sha2.js';
import type { SealingKey } from '../core/survey/sealing-keys.ts';
import { toHex } from '../wire/hex.ts';

export type PublicKey = Pick<SealingKey, 'id' | 'key'>;

export function idOfKey(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 8));
}
