import { reply } from '../http/reply.ts';
import { type Standing, type Storage, StorageUnavailable } from '../storage/storage.ts';

/** How long what was found is told again, in milliseconds: anyone may ask, and each look writes to the disk. */
const FRESH = 2_000;

/** Whether the storage takes writes: rejects with `StorageUnavailable` when something has just failed to be written and read back. */
export type Health = () => Promise<void>;

/** Looks at most once in a while, and once for all who ask meanwhile. */
export function createHealth(storage: Storage, clock: () => number = () => performance.now()): Health {
  let found: Promise<void> | undefined;
  let freshUntil = 0;
  return () => {
    if (found && clock() < freshUntil) return found;
    freshUntil = Number.POSITIVE_INFINITY;
    found = storage.probe().finally(() => {
      freshUntil = clock() + FRESH;
    });
    return found;
  };
}

/**
 * `GET /api/health`: well when something has been written and read back some seconds ago at most. Says how many pages could not be
 * rendered since the start, where there are any: the generic page took their place.
 */
export async function replyWithHealth(
  { source }: Storage,
  health: Health,
  standing: () => Promise<Standing>,
  pagesNotRendered: number,
): Promise<Response> {
  await health();
  const pages = pagesNotRendered > 0 && { pagesNotRendered };
  return reply(200, { status: 'ok', storage: source.kind, ...(await standing()), ...pages });
}

export async function isUp(health: Health): Promise<boolean> {
  try {
    await health();
    return true;
  } catch (error) {
    if (error instanceof StorageUnavailable) return false;
    throw error;
  }
}
