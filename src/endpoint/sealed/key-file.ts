import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import * as v from 'valibot';
import type { Sealing, SealingKey } from '../../core/survey/sealing-keys.ts';
import type { PublicKey } from '../../sealing/key-id.ts';
import type { KeyPair } from '../../sealing/key-pair.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { changePrivateFile, type PrivateFile, readPrivateFile } from '../process/private-file.ts';
import type { Settings } from '../process/settings.ts';

/*
 * The private keys for the envelopes of shared tablets, in the data folder. With a passphrase, the disk alone is not enough to use
 * them. They are never in a backup of the database, so neither file is of use without the other.
 */

export const SEALING_FILE = 'sealing-keys.json';

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));

const kept = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  key: base64url,
  /** Absent for a key whose private key is kept elsewhere. */
  private: v.optional(base64url),
  /** The private key, encrypted with the passphrase. */
  locked: v.optional(v.strictObject({ salt: base64url, iv: base64url, data: base64url })),
  /** The day on which the private key last opened a probe. */
  provenOn: v.optional(v.pipe(v.string(), v.isoDate())),
});

const fileSchema = v.strictObject({ keys: v.array(kept) });

type KeyRecord = Readonly<v.InferOutput<typeof kept>>;

/** Where the private keys are, and the passphrase that locks them. */
export type KeySettings = Pick<Settings, 'dataDir' | 'sealingPassphrase'>;

const KEYS: PrivateFile<v.InferOutput<typeof fileSchema>> = {
  name: SEALING_FILE,
  schema: fileSchema,
  empty: { keys: [] },
  command: 'keys',
};

export async function readKeptKeys(dataDir: string): Promise<readonly KeyRecord[]> {
  return (await readPrivateFile(dataDir, KEYS)).keys;
}

export function changeKeptKeys(dataDir: string, change: (keys: readonly KeyRecord[]) => readonly KeyRecord[]) {
  return changePrivateFile(dataDir, KEYS, ({ keys }) => ({ keys: [...change(keys)] }));
}

/** Keeps a pair that opens here, and the public half of a reserve that was tried where it is kept. */
export function keepPair(settings: KeySettings, opener: KeyPair, { id, key }: PublicKey, provenOn: string) {
  const pair = [toKept(opener, settings, provenOn), { id, key, provenOn }];
  return changeKeptKeys(settings.dataDir, (keys) => [...keys, ...pair]);
}

/** Adds a pair of keys from a day on. The others are retired that day, so that no tablet that begins later expects them. */
export function withKeys(keys: readonly SealingKey[], opener: PublicKey, backup: PublicKey, from: string): Sealing {
  return {
    keys: [
      ...keys.map((one) => ({ retiredFrom: from, ...one })),
      { id: opener.id, key: opener.key, holder: 'opener', from },
      { id: backup.id, key: backup.key, holder: 'backup', from },
    ],
  };
}

/** Returns the key as it is stored in the data folder. */
export function toKept(pair: KeyPair, { sealingPassphrase: passphrase }: KeySettings, provenOn: string): KeyRecord {
  const { id, key } = pair;
  if (passphrase === undefined) return { id, key, private: pair.private, provenOn };
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', stretched(passphrase, salt), iv);
  const data = Buffer.concat([cipher.update(pair.private, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const locked = { salt: salt.toString('base64url'), iv: iv.toString('base64url'), data: data.toString('base64url') };
  return { id, key, locked, provenOn };
}

/** Returns the private key in base64url, or `undefined` if there is none. Throws `CannotStart` for a wrong passphrase. */
export function privateHalf(
  { id, private: open, locked }: KeyRecord,
  { sealingPassphrase: passphrase }: KeySettings,
): string | undefined {
  if (!locked) return open;
  if (passphrase === undefined)
    throw new CannotStart(`the key ${id} is kept under a passphrase: set SEALING_PASSPHRASE`);
  const data = Buffer.from(locked.data, 'base64url');
  const key = stretched(passphrase, Buffer.from(locked.salt, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(locked.iv, 'base64url'), { authTagLength: TAG });
  decipher.setAuthTag(data.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG)), decipher.final()]).toString('utf8');
  } catch (error) {
    // Node's error for a wrong tag has no code.
    if (!(error instanceof Error && /authenticate/i.test(error.message))) throw error;
    throw new CannotStart(`SEALING_PASSPHRASE is not the one under which the key ${id} was put`, { cause: error });
  }
}

const TAG = 16;

/** Each attempt costs a tenth of a second and 32 MB. */
function stretched(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}
