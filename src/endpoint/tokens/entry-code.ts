import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import type { Storage } from '../storage/storage.ts';
import { tokenDigest } from './keyring.ts';

/** How long a code works, in milliseconds. */
const TEN_MINUTES = 600_000;
/** In bytes. */
const CODE = 16;
const NONCE = 12;
const TAG = 16;
/** Before the name of a token, where its code is stored: no token has such a name. */
export const CODE_PREFIX = 'code:';

/** Makes a code by which a token is handed over once, in place of the one before it. */
export async function newEntryCode(
  storage: Pick<Storage, 'addToken' | 'revokeToken'>,
  { name, token, until }: { readonly name: string; readonly token: string; readonly until: string },
  now: Date,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const code = randomBytes(CODE).toString('base64url');
  const expiresAt = now.getTime() + TEN_MINUTES;
  await storage.revokeToken(CODE_PREFIX + name);
  await storage.addToken({
    name: CODE_PREFIX + name,
    digest: tokenDigest(code),
    scopes: [],
    until,
    // The token is stored under the code, whose digest alone is stored.
    surveys: [String(expiresAt), sealed(token, code)],
  });
  return { code, expiresAt };
}

/** Returns the token of a code with its name, once: the row is deleted in the statement that reads it. `undefined` for a wrong, used or old code. */
export async function redeemEntryCode(
  storage: Pick<Storage, 'takeCode'>,
  code: string,
  now: Date,
): Promise<{ readonly name: string; readonly token: string } | undefined> {
  const taken = await storage.takeCode(tokenDigest(code));
  const [expiresAt, text] = taken?.surveys ?? [];
  if (!taken || text === undefined || now.getTime() >= Number(expiresAt)) return undefined;
  return { name: taken.name.slice(CODE_PREFIX.length), token: opened(text, code) };
}

function keyOf(code: string): Buffer {
  return hash('sha256', `entry ${code}`, 'buffer');
}

function sealed(token: string, code: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(code), nonce);
  return Buffer.concat([nonce, cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

function opened(text: string, code: string): string {
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(code), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
}
