import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { canonicalForm } from '../wire/canonical.ts';
import type { SealedHeader } from '../wire/sealed.ts';

/** RFC 9180 on P-256, which WebCrypto has in every supported browser; some have X25519 only since 2025. */
export const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** Each content key encrypts one body once, so the nonce may be constant. */
export const NONCE = new Uint8Array(12);

/** The JSON is padded with spaces to a multiple of this many bytes, so that its length reveals little. */
export const PADDED_TO = 512;

/** Binds a wrapped key to its survey and recipient key. */
export function infoOf({ survey, revision }: SealedHeader, key: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(['barometre/1', survey, revision, key].join('\n'));
}

/** Authenticated data: a changed header makes the answers undecryptable. */
export function boundTo(header: SealedHeader): Uint8Array<ArrayBuffer> {
  const form = canonicalForm(header);
  if (form === undefined) throw new Error('a header holds a text that cannot travel');
  return new TextEncoder().encode(form);
}
