import type { CryptoKey } from 'hpke';
import { parseJson } from '../wire/json.ts';
import type { SealedEnvelope, SealedHeader } from '../wire/sealed.ts';
import { fromBase64url } from './base64url.ts';
import { boundTo, infoOf, NONCE, suite } from './suite.ts';

export type UnsealOutcome =
  | { readonly kind: 'opened'; readonly answers: unknown }
  /** Sealed to other keys. */
  | { readonly kind: 'key-unknown' }
  /** Sealed to a key that is here, but damaged, or its header was changed. */
  | { readonly kind: 'unreadable' };

/** The available private keys by id. */
export type PrivateKeys = ReadonlyMap<string, CryptoKey>;

export async function openSealed({ sealed, ...header }: SealedEnvelope, keys: PrivateKeys): Promise<UnsealOutcome> {
  const aad = boundTo(header);
  const ours = sealed.to.filter(({ key }) => keys.has(key));
  if (ours.length === 0) return { kind: 'key-unknown' };
  for (const one of ours) {
    const content = await unwrap(one, header, keys, aad);
    const text = content && (await decrypt(sealed.body, content, aad));
    const answers = text === undefined ? undefined : parseJson(text);
    if (answers !== undefined) return { kind: 'opened', answers };
  }
  return { kind: 'unreadable' };
}

async function unwrap(
  { key, enc, wrapped }: SealedEnvelope['sealed']['to'][number],
  header: SealedHeader,
  keys: PrivateKeys,
  aad: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [secret, ciphertext, privateKey] = [fromBase64url(enc), fromBase64url(wrapped), keys.get(key)];
  if (!secret || !ciphertext || !privateKey) return undefined;
  try {
    return new Uint8Array(await suite.Open(privateKey, secret, ciphertext, { aad, info: infoOf(header, key) }));
  } catch (error) {
    if (error instanceof Error && DAMAGED.includes(error.name)) return undefined;
    throw error;
  }
}

/** The errors of hpke for damaged bytes. */
const DAMAGED = ['OpenError', 'DecapError', 'DeserializeError', 'ValidationError'];

async function decrypt(
  body: string,
  content: Uint8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer>,
): Promise<string | undefined> {
  const ciphertext = fromBase64url(body);
  if (!ciphertext) return undefined;
  try {
    const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['decrypt']);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: NONCE, additionalData }, key, ciphertext);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch (error) {
    // A wrong tag, a key of another length, or bytes that are not UTF-8.
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}
