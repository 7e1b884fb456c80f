import { reply } from '../http/reply.ts';
import { type Standing, type Storage, StorageUnavailable } from '../storage/storage.ts';

/** How long a result is cached, in milliseconds: the route is public, and each probe writes to the disk. */
const FRESH = 2_000;

/** Probes the storage: rejects with `StorageUnavailable` if a write or its reading back has failed. */
export type Health = () => Promise<void>;

/** Probes at most once per interval, once for all concurrent callers. */
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
 * `GET /api/health`: 200 if a probe succeeded at most some seconds ago. Also returns how many pages could not be rendered since the
 * start and were replaced by the generic page, if any.
 */
export async function replyWithHealth(
  { source }: Storage,
  health: Health,
  standing: () => Promise<Standing>,
  pagesNotRendered: number,
  program: object = {},
): Promise<Response> {
  await health();
  const pages = pagesNotRendered > 0 && { pagesNotRendered };
  return reply(200, { status: 'ok', storage: source.kind, ...(await standing()), ...program, ...pages });
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
