import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface OrganiserToken {
  readonly token: string;
  /** Made just now: to be shown once. */
  readonly isNew: boolean;
}

/** The token of the data folder, made at the first start; only the owner of the process can read it. */
export async function organiserTokenIn(dataDir: string): Promise<OrganiserToken> {
  const file = join(dataDir, 'organiser-token');
  const token = randomBytes(24).toString('base64url');
  try {
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return { token, isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return { token: (await readFile(file, 'utf8')).trim(), isNew: false };
  }
}

/** Compares digests, which have one length, in constant time. */
export function isOrganiser(request: Request, token: string): boolean {
  const [, given] = /^Bearer +(.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
