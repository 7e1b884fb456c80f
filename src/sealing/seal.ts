import type { CryptoKey } from 'hpke';
import type { WireAnswers } from '../wire/envelope.ts';
import type { Sealed, SealedEnvelope, SealedHeader } from '../wire/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { idOfKey, type PublicKey } from './key-id.ts';
import { boundTo, infoOf, NONCE, PADDED_TO, suite } from './suite.ts';

/** A recipient: a public key that matches its id. */
export interface Recipient {
  readonly id: string;
  readonly publicKey: CryptoKey;
}

/** `undefined` for an invalid key, or one that does not match its id. */
export async function recipientOf({ id, key }: PublicKey): Promise<Recipient | undefined> {
  const bytes = fromBase64url(key);
  if (!bytes || idOfKey(bytes) !== id) return undefined;
  try {
    return { id, publicKey: await suite.DeserializePublicKey(bytes) };
  } catch (error) {
    // The bytes are not a point of the curve.
    if (error instanceof Error && error.name === 'DeserializeError') return undefined;
    throw error;
  }
}

/** Encrypts the answers of an envelope for these recipients. The header is authenticated data. */
export async function seal(
  header: SealedHeader,
  answers: WireAnswers,
  recipients: readonly Recipient[],
): Promise<SealedEnvelope> {
  const aad = boundTo(header);
  const content = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['encrypt']);
  const [body, ...to] = await Promise.all([
    crypto.subtle.encrypt({ name: 'AES-GCM', iv: NONCE, additionalData: aad }, key, padded(answers)),
    ...recipients.map((recipient) => wrap(content, recipient, header, aad)),
  ]);
  content.fill(0);
  return { ...header, sealed: { v: 1, to, body: toBase64url(new Uint8Array(body)) } };
}

async function wrap(
  content: Uint8Array,
  { id, publicKey }: Recipient,
  header: SealedHeader,
  aad: Uint8Array,
): Promise<Sealed['to'][number]> {
  const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, content, { aad, info: infoOf(header, id) });
  return { key: id, enc: toBase64url(encapsulatedSecret), wrapped: toBase64url(ciphertext) };
}

function padded(answers: WireAnswers): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(answers));
  const bytes = new Uint8Array(Math.ceil(text.length / PADDED_TO) * PADDED_TO).fill(' '.charCodeAt(0));
  bytes.set(text);
  return bytes;
}
