import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** How often to look again, and after how many milliseconds, at a file that another process has created and not yet written. */
const LOOKS = 100;
const PAUSE = 20;

/**
 * Writes a file that only the owner of the process reads, unless it is there: whichever of two processes is first, both go on
 * with its text.
 */
export async function keepFirst(
  file: string,
  text: string,
): Promise<{ readonly text: string; readonly isNew: boolean }> {
  try {
    await writeFile(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return { text, isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  for (let look = 0; ; look++) {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept !== '' || look === LOOKS) return { text: kept, isNew: false };
    await setTimeout(PAUSE);
  }
}
