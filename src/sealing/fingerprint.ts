import words from './fingerprint-words.json' with { type: 'json' };
import type { PublicKey } from './key-id.ts';

/** The cost of each attempt to find keys with the same words. */
const ROUNDS = 200_000;

/** Returns four words for a set of keys, to compare the organiser's sheet with the tablet's screen. */
export async function fingerprintOf(keys: readonly PublicKey[]): Promise<string> {
  const text = keys.map(({ key }) => key).sort();
  const material = await crypto.subtle.importKey('raw', bytes(text.join('\n')), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes('barometre/fingerprint/1'), iterations: ROUNDS };
  const four = new Uint8Array(await crypto.subtle.deriveBits(how, material, 32));
  return Array.from(four, (byte) => FINGERPRINT_WORDS[byte]).join(' ');
}

const bytes = (text: string) => new TextEncoder().encode(text);

/**
 * One French word for each byte. Each has one pronunciation and one spelling, and none sounds like another. Never change the list:
 * people compare the words of a key on two screens, or on a screen and on paper.
 */
export const FINGERPRINT_WORDS: readonly string[] = words;
