import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FirstToken {
  readonly token: string;
  /** Made just now: to be shown once. */
  readonly isNew: boolean;
}

/** The token that may do everything, made at the first start; only the owner of the process can read it. */
export async function firstTokenIn(dataDir: string): Promise<FirstToken> {
  const file = join(dataDir, 'organiser-token');
  const token = newToken();
  try {
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return { token, isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return { token: (await readFile(file, 'utf8')).trim(), isNew: false };
  }
}

/** 192 bits: nobody guesses it, so that a plain digest is enough to keep it by. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
