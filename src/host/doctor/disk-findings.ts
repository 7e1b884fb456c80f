import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { leavesSpace } from '../../endpoint/process/free-space.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { type DoctorFinding, finding } from './finding.ts';

const FLUSHES = 20;
/** In milliseconds: a disk that takes longer receives fewer than twenty batches a second. */
const SLOW = 50;

/** Looks at the room on the disk of the data folder, and how long a flush takes. */
export async function diskFindings(settings: Settings): Promise<readonly DoctorFinding[]> {
  const { dataDir } = settings;
  const { bavail, bsize, blocks } = await statfs(dataDir);
  const room = `${((bavail * bsize) / 1e9).toFixed(1)} GB free, ${((100 * bavail) / blocks).toFixed(0)} %`;
  const isRoomy = await leavesSpace(settings, 0);
  const median = await medianFlush(dataDir);
  return [
    finding(
      'disk',
      isRoomy ? 'ok' : 'fault',
      isRoomy ? room : `${room}: no survey is published, and soon nothing is received`,
    ),
    finding('fsync', median > SLOW ? 'care' : 'ok', `${median.toFixed(1)} ms, median of ${FLUSHES} flushes of 4 kB`),
  ];
}

async function medianFlush(dataDir: string): Promise<number> {
  const name = join(dataDir, `doctor-${process.pid}`);
  const file = await open(name, 'w', 0o600);
  try {
    const times: number[] = [];
    for (let turn = 0; turn < FLUSHES; turn++) {
      const begun = performance.now();
      await file.write(Buffer.alloc(4_096, turn), 0, 4_096, turn * 4_096);
      await file.sync();
      times.push(performance.now() - begun);
    }
    return times.sort((one, other) => one - other)[FLUSHES / 2] ?? 0;
  } finally {
    await file.close();
    await rm(name, { force: true });
  }
}
