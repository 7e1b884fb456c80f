import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keepFirst } from '../process/create-once.ts';

/**
 * Returns the token that allows everything. It is made at the first start, which shows it once, and only the owner of the process can
 * read it.
 */
export async function firstTokenIn(dataDir: string) {
  const { text, isNew } = await keepFirst(join(dataDir, 'organiser-token'), newToken());
  return { token: text, isNew };
}

/** 192 random bits cannot be guessed, so a plain digest is enough to store it. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
