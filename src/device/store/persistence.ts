import type { Database } from './store.ts';

/** Asked at the first finish, on a person's gesture: browsers judge by engagement, and some ask. */
export async function askForPersistence(database: Database): Promise<void> {
  if (database.keeps !== 'disk' || (await isPersistent())) return;
  // The answer changes nothing here; the page reads `isPersistent` for its note on tablets.
  await navigator.storage?.persist?.();
}

export async function isPersistent(): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}
