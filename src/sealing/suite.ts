import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { canonicalForm } from '../wire/canonical.ts';
import type { SealedHeader } from '../wire/sealed.ts';

/** RFC 9180 on P-256, which the WebCrypto of every browser that we promise has; X25519 came to some in 2025. */
export const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** A key of its own encrypts each body, once: its nonce may be always the same. */
export const NONCE = new Uint8Array(12);

/** The body's length tells little of what is in it: JSON ends in spaces, to a multiple of these bytes. */
export const PADDED_TO = 512;

/** What is wrapped for one survey and key opens nothing of another. */
export function infoOf({ survey, revision }: SealedHeader, key: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(['barometre/1', survey, revision, key].join('\n'));
}

/** Whoever changes a word of the header makes the answers unreadable. */
export function boundTo(header: SealedHeader): Uint8Array<ArrayBuffer> {
  const form = canonicalForm(header);
  if (form === undefined) throw new Error('a header holds a text that cannot travel');
  return new TextEncoder().encode(form);
}
