import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** The niceness to set: 0 is the usual priority, 19 the lowest. */
const NICENESS = 10;

/**
 * Lowers the priority of the calling thread, so that the thread that answers respondents gets a processor first. Only Linux has
 * priorities of threads: elsewhere it would be that of the whole process. A sandbox may refuse it: then nothing changes.
 */
export function runBehind(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
