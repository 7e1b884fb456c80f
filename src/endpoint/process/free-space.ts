import { statfs } from 'node:fs/promises';
import type { Settings } from './settings.ts';

/** What must stay free: responses that cannot be written are worse than a survey that cannot be published. */
const LEAST_FREE = { bytes: 500 * 2 ** 20, part: 0.1 } as const;

/** Says whether the disk of the data folder keeps enough room after so many bytes more. The disk of another database is its host's. */
export async function leavesSpace({ dataDir, databaseUrl }: Settings, bytes: number): Promise<boolean> {
  if (databaseUrl !== undefined) return true;
  const { bavail, bsize, blocks } = await statfs(dataDir);
  const free = bavail * bsize - bytes;
  return free >= LEAST_FREE.bytes && free >= blocks * bsize * LEAST_FREE.part;
}
