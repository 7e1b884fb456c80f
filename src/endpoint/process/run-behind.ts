import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Of the nineteen steps from the usual priority to the lowest one. */
const STEPS = 10;

/**
 * Lowers the priority of the calling thread, so that the thread that answers respondents gets a processor first. Only Linux has
 * priorities of threads: elsewhere it would be that of the whole process. A sandbox may refuse it: then nothing changes.
 */
export function runBehind(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), STEPS);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
