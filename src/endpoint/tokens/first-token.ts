import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keepFirst } from '../process/create-once.ts';

export interface FirstToken {
  readonly token: string;
  /** Made just now: to be shown once. */
  readonly isNew: boolean;
}

/** The token that may do everything, made at the first start; only the owner of the process can read it. */
export async function firstTokenIn(dataDir: string): Promise<FirstToken> {
  const { text, isNew } = await keepFirst(join(dataDir, 'organiser-token'), newToken());
  return { token: text, isNew };
}

/** 192 bits: nobody guesses it, so that a plain digest is enough to keep it by. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
