import type { Standing, Storage } from '../storage/storage.ts';

/** How long what was read is told again, in milliseconds: every reply carries it, and a backup is made once a night. */
const FRESH = 10_000;

/** What the database says of itself, read now and then. Rejects with `StorageUnavailable` when it cannot be. */
export function createStanding(
  storage: Storage,
  clock: () => number = () => performance.now(),
): () => Promise<Standing> {
  let known: Promise<Standing> | undefined;
  let freshUntil = 0;
  return () => {
    if (known && clock() < freshUntil) return known;
    freshUntil = clock() + FRESH;
    const asked = storage.standing();
    known = asked;
    asked.catch(() => {
      // What failed is not told again.
      if (known === asked) known = undefined;
    });
    return asked;
  };
}
