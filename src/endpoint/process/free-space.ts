import { statfs } from 'node:fs/promises';
import type { Settings } from './settings.ts';

/** Free space kept for responses: losing one is worse than refusing to publish a survey. */
const LEAST_FREE = { bytes: 500 * 2 ** 20, part: 0.1 } as const;

/** Returns whether the disk of the data folder has enough free space after writing so many bytes. The disk of a PostgreSQL server is not checked. */
export async function leavesSpace({ dataDir, databaseUrl }: Settings, bytes: number): Promise<boolean> {
  if (databaseUrl !== undefined) return true;
  const { bavail, bsize, blocks } = await statfs(dataDir);
  const free = bavail * bsize - bytes;
  return free >= LEAST_FREE.bytes && free >= blocks * bsize * LEAST_FREE.part;
}
