import type { Draft } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { LockedDraft } from '../store/schema.ts';

/**
 * What encrypts the draft of one interview. The key is never given to the database as it is: what IndexedDB has held once, even a key
 * that no script can read, stays in the log of the profile folder after it is deleted.
 */
export interface DraftLock {
  readonly key: CryptoKey;
  readonly wrapped?: LockedDraft['wrapped'];
}

type Cipher = Surroundings['crypto'];

const AES = { name: 'AES-GCM', length: 256 } as const;

/** With the organiser's secret of the day the interview outlives the page; without it, only what is sealed of it does. */
export async function newLock(
  crypto: Cipher,
  id: string,
  secret: Uint8Array<ArrayBuffer> | undefined,
): Promise<DraftLock> {
  const key = await crypto.subtle.generateKey(AES, secret !== undefined, ['encrypt', 'decrypt']);
  if (!secret) return { key };
  const [salt, iv] = [randomBytes(crypto, 16), randomBytes(crypto, 12)];
  const wrapping = await wrappingKey(crypto, secret, salt, id);
  return {
    key,
    wrapped: { salt, iv, key: await crypto.subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv }) },
  };
}

export async function lockDraft(crypto: Cipher, draft: Draft, { key, wrapped }: DraftLock): Promise<LockedDraft> {
  const { id, survey, revision, savedAt } = draft;
  const iv = randomBytes(crypto, 12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes(JSON.stringify(draft)));
  return { id, survey, revision, savedAt, iv, data, ...(wrapped && { wrapped }) };
}

/** `undefined` for another secret, and for a draft that went to the disk without one. */
export async function unlockDraft(
  crypto: Cipher,
  { id, iv, data, wrapped }: LockedDraft,
  secret: Uint8Array<ArrayBuffer>,
): Promise<{ readonly draft: Draft; readonly lock: DraftLock } | undefined> {
  if (!wrapped) return undefined;
  try {
    const wrapping = await wrappingKey(crypto, secret, wrapped.salt, id);
    const how = { name: 'AES-GCM', iv: wrapped.iv };
    const key = await crypto.subtle.unwrapKey('raw', wrapped.key, wrapping, how, AES, true, ['encrypt', 'decrypt']);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
    return { draft: JSON.parse(new TextDecoder().decode(text)) as Draft, lock: { key, wrapped } };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

/** Fewer than 80 bits could be tried one by one from a copy of the profile folder. */
const LEAST_SECRET = 10;

async function wrappingKey(
  crypto: Cipher,
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  id: string,
): Promise<CryptoKey> {
  if (secret.length < LEAST_SECRET) throw new Error('a secret of fewer than 80 bits');
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: bytes(`barometre/draft/1\n${id}`) };
  return crypto.subtle.deriveKey(how, material, AES, false, ['wrapKey', 'unwrapKey']);
}

const bytes = (text: string) => new TextEncoder().encode(text);

function randomBytes(crypto: Cipher, length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}
