import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KeptPair } from '../../sealing/key-pair.ts';
import { orCannotStart, putInPlace } from '../process/atomic-write.ts';
import { CannotStart } from '../process/cannot-start.ts';

/*
 * The keys that open what shared tablets send, in the data folder, for the owner of the process alone; with a passphrase, for nobody who
 * only has the disk. Never in a backup of the database: whoever finds one of the two opens nothing.
 */

export const SEALING_FILE = 'sealing-keys.json';

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));

const kept = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  key: base64url,
  /** Absent for a key whose private half lies elsewhere. */
  private: v.optional(base64url),
  /** The private half under the passphrase. */
  locked: v.optional(v.strictObject({ salt: base64url, iv: base64url, data: base64url })),
  /** The day on which the private half was last seen to open what is sealed to it. */
  provenOn: v.optional(v.pipe(v.string(), v.isoDate())),
});

const fileSchema = v.strictObject({ keys: v.array(kept) });

export type KeptKey = Readonly<v.InferOutput<typeof kept>>;

/** None without a file. Throws `CannotStart`, which names the file and never quotes it. */
export async function readKeptKeys(dataDir: string): Promise<readonly KeptKey[]> {
  const file = join(dataDir, SEALING_FILE);
  const text = await orCannotStart(`cannot read ${file}`, () => textOf(file));
  if (text === undefined) return [];
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), text);
  if (parsed.success) return parsed.output.keys;
  const [issue] = parsed.issues;
  throw new CannotStart(`${file}: ${v.getDotPath(issue) ?? '(file)'} is not as the keys command writes it`);
}

/** Gives what `change` makes of the keys their place, whole or not at all. */
export async function changeKeptKeys(
  dataDir: string,
  change: (keys: readonly KeptKey[]) => readonly KeptKey[],
): Promise<void> {
  const file = join(dataDir, SEALING_FILE);
  const part = `${file}.part`;
  await orCannotStart(
    `cannot write ${part}, which is there while a keys command runs, or after one was cut off`,
    async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(part, '', { mode: 0o600, flag: 'wx' });
    },
  );
  try {
    const keys = change(await readKeptKeys(dataDir));
    await orCannotStart(`cannot write ${file}`, async () => {
      await writeFile(part, `${JSON.stringify({ keys }, null, 2)}\n`);
      await putInPlace(part, file);
    });
  } finally {
    await rm(part, { force: true });
  }
}

/** As the data folder keeps it. */
export function toKept(pair: KeptPair, passphrase: string | undefined, provenOn: string): KeptKey {
  const { id, key } = pair;
  if (passphrase === undefined) return { id, key, private: pair.private, provenOn };
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', stretched(passphrase, salt), iv);
  const data = Buffer.concat([cipher.update(pair.private, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const locked = { salt: salt.toString('base64url'), iv: iv.toString('base64url'), data: data.toString('base64url') };
  return { id, key, locked, provenOn };
}

/** The private half, in base64url; `undefined` where there is none. Throws `CannotStart` for a wrong passphrase. */
export function privateHalf(
  { id, private: open, locked }: KeptKey,
  passphrase: string | undefined,
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
    // What Node says of a wrong tag has no code of its own.
    if (!(error instanceof Error && /authenticate/i.test(error.message))) throw error;
    throw new CannotStart(`SEALING_PASSPHRASE is not the one under which the key ${id} was put`, { cause: error });
  }
}

const TAG = 16;

/** A tenth of a second and 32 MB for each try. */
function stretched(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
