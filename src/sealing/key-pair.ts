import type { CryptoKey } from 'hpke';
import { fromBase64url, toBase64url } from './base64url.ts';
import { idOfKey, type PublicKey } from './key-id.ts';
import { openSealed } from './open-sealed.ts';
import { recipientOf, seal } from './seal.ts';
import { suite } from './suite.ts';

/** A stored key pair: the public key with its id, and the private key, in base64url. */
export interface KeyPair extends PublicKey {
  readonly private: string;
}

/** Makes a pair, and tests it as it will be stored. */
export async function makePair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await suite.GenerateKeyPair(true);
  const raw = await suite.SerializePublicKey(publicKey);
  const pair = {
    id: idOfKey(raw),
    key: toBase64url(raw),
    private: toBase64url(await suite.SerializePrivateKey(privateKey)),
  };
  const half = await privateKeyOf(pair.private);
  if (!half || !(await isPair(pair, half))) throw new Error('a new key does not open what is sealed to it');
  return pair;
}

/** `undefined` if the text is not a private key. */
export async function privateKeyOf(text: string): Promise<CryptoKey | undefined> {
  const bytes = fromBase64url(text);
  if (!bytes) return undefined;
  try {
    // Extractable, since Node cannot derive the public key of a key that is not.
    return await suite.DeserializePrivateKey(bytes, true);
  } catch (error) {
    if (error instanceof Error && error.name === 'DeserializeError') return undefined;
    throw error;
  }
}

/** Returns whether the private key opens what is sealed to the public key. Untested keys have lost whole surveys. */
export async function isPair({ id, key }: PublicKey, privateKey: CryptoKey): Promise<boolean> {
  const recipient = await recipientOf({ id, key });
  if (!recipient) return false;
  const probe = { probe: toBase64url(crypto.getRandomValues(new Uint8Array(16))) };
  const opened = await openSealed(await seal(PROBE, probe, [recipient]), new Map([[id, privateKey]]));
  return opened.kind === 'opened' && JSON.stringify(opened.answers) === JSON.stringify(probe);
}

const PROBE = {
  id: '00000000-0000-4000-8000-000000000000',
  sequence: 1,
  survey: 'probe',
  revision: 1,
  status: 'partial',
  mode: 'field',
  channel: null,
  language: 'fr',
  startedOn: '2026-01-01',
  minutes: 0,
  lastQuestion: null,
  receiptHash: '0'.repeat(64),
} as const;
