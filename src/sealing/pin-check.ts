import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from './base64url.ts';

/*
 * What the organiser's link carries of the PIN: enough to know it when it is typed, and not the digits, which the browser's history
 * would show. Whoever has the link can try all of them: the PIN leaves and wipes, and opens nothing.
 */

const [SALT, LENGTH] = [9, 24];
/** A second of the slowest phone we promise, less on the others. Without WebCrypto, which a plain http page lacks. */
const ROUNDS = 10_000;

/** Digits, that a thumb types on the tablet. */
export const PIN = /^\d{4,8}$/;

export const PIN_CHECK = /^[A-Za-z0-9_-]{32}$/;

export function pinCheckOf(
  pin: string,
  salt: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(SALT)),
): string {
  const digest = pbkdf2(sha256, pin, salt, { c: ROUNDS, dkLen: LENGTH - SALT });
  return toBase64url(salt) + toBase64url(digest);
}

/** `check` has passed `PIN_CHECK`. */
export function isPinOf(check: string, pin: string): boolean {
  const salt = fromBase64url(check)?.slice(0, SALT);
  return salt !== undefined && pinCheckOf(pin, salt) === check;
}
