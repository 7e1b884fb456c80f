import type { SealingKey } from '../core/survey/sealing-keys.ts';
import { FINGERPRINT_WORDS } from './fingerprint-words.ts';

/** Whoever would make keys with the same words pays this for each try. */
const ROUNDS = 200_000;

/** Four words for the keys that one seals to: the organiser's paper and the tablet's screen say the same, or one stops. */
export async function fingerprintOf(keys: readonly Pick<SealingKey, 'id' | 'key'>[]): Promise<string> {
  const text = keys.map(({ key }) => key).sort();
  const material = await crypto.subtle.importKey('raw', bytes(text.join('\n')), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes('barometre/fingerprint/1'), iterations: ROUNDS };
  const four = new Uint8Array(await crypto.subtle.deriveBits(how, material, 32));
  return Array.from(four, (byte) => FINGERPRINT_WORDS[byte]).join(' ');
}

const bytes = (text: string) => new TextEncoder().encode(text);
