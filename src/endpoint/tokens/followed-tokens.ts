import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { log } from '../process/log.ts';
import type { Keyring } from './keyring.ts';
import { readTokens, TOKEN_FILE } from './token-file.ts';

/**
 * Gives the keyring the tokens of the data folder, or throws `CannotStart`. What it returns reads them again where their file is
 * another than it was, so that whoever is given one enters at once, and whoever loses one is out at the next call. What cannot be
 * read then changes nothing, and is said in the journal.
 */
export async function followTokens(keyring: Keyring, dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, TOKEN_FILE);
  let known = await printOf(file);
  keyring.replace(await readTokens(dataDir));
  const look = async () => {
    const now = await printOf(file);
    if (now === known) return;
    known = now;
    try {
      const tokens = await readTokens(dataDir);
      keyring.replace(tokens);
      log('tokens-read', { tokens: tokens.length });
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      log('tokens-unreadable', { reason: error.message });
    }
  };
  // One after the other: none is let through by the tokens of before while another call reads those of now.
  let looking = Promise.resolve();
  return () => {
    looking = looking.then(look, look);
    return looking;
  };
}

/** A token command gives the file its place anew: another inode, whatever its time says. */
async function printOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    // One that may not be looked at is read, which says why.
    return error instanceof Error && 'code' in error ? String(error.code) : 'unseen';
  }
}
