import type { Surroundings } from '../port/surroundings.ts';
import type { Database } from '../store/store.ts';

/** Asked at the first finish, on a person's gesture: browsers judge by engagement, and some ask. */
export async function askForPersistence(database: Database, around: Surroundings): Promise<void> {
  if (database.keeps !== 'disk' || (await isPersistent(around))) return;
  // The answer changes nothing here; a shared tablet's day screen reads `isPersistent`.
  await around.navigator.storage?.persist?.();
}

export async function isPersistent({ navigator }: Surroundings): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}
