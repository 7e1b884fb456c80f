import type { Database } from './store.ts';

/** Asked at the first finish, on a person's gesture: browsers judge by engagement, and some ask. */
export async function askForPersistence(database: Database): Promise<void> {
  if (database.keeps !== 'disk' || (await isPersistent())) return;
  // The answer changes nothing here; a shared tablet's day screen reads `isPersistent`.
  await navigator.storage?.persist?.();
}

export async function isPersistent(): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}
