import { fromBase64url, toBase64url } from './base64url.ts';

/*
 * The organiser's link contains a slow digest of the PIN, not its digits, which the browser's history would show. Anyone with the link can
 * try all PINs: the PIN only leaves and wipes, and decrypts nothing.
 */

const [SALT, LENGTH] = [9, 24];
const ROUNDS = 10_000;

export const PIN_CHECK = /^[A-Za-z0-9_-]{32}$/;

export async function pinCheckOf(
  pin: string,
  salt: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(SALT)),
): Promise<string> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  const digest = await crypto.subtle.deriveBits(how, material, (LENGTH - SALT) * 8);
  return toBase64url(salt) + toBase64url(new Uint8Array(digest));
}

/** `check` must match `PIN_CHECK`. */
export async function isPinOf(check: string, pin: string): Promise<boolean> {
  const salt = fromBase64url(check)?.slice(0, SALT);
  return salt !== undefined && (await pinCheckOf(pin, salt)) === check;
}
