import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { flush, orCannotStart } from './atomic-write.ts';
import { CannotStart } from './cannot-start.ts';

/** Retries, and milliseconds between them, for a file that another process has created and not yet written. */
const LOOKS = 100;
const PAUSE = 20;

/** Creates the data folder, for its owner alone. Throws `CannotStart`. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  await orCannotStart(`cannot make ${dataDir}`, () => mkdir(dataDir, { recursive: true, mode: 0o700 }));
}

/**
 * Writes a file that only its owner can read, unless it exists. If two processes race, both use the text of the first. Throws
 * `CannotStart` if it can be neither written nor read, and for an empty file, which a crash may have left.
 */
export function keepFirst(file: string, text: string): Promise<FirstText> {
  return orCannotStart(`cannot make or read ${file}`, () => makeOrRead(file, text));
}

interface FirstText {
  readonly text: string;
  readonly isNew: boolean;
}

async function makeOrRead(file: string, text: string): Promise<FirstText> {
  try {
    // On disk before anything depends on it: texts under a key that a power cut has lost could never be erased.
    await writeFile(file, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await flush(dirname(file));
    return { text, isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  for (let look = 0; look < LOOKS; look++) {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept !== '') return { text: kept, isNew: false };
    await setTimeout(PAUSE);
  }
  throw new CannotStart(`${file} is empty: put back what it held, or remove it, and another is made`);
}
