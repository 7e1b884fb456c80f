import type { WriteAccess } from './store.ts';

/** Removes all that the database holds of a response but its erasure. */
export async function removeResponse(tx: WriteAccess, id: string): Promise<void> {
  for (const store of ['drafts', 'finished', 'kept', 'locked', 'unsent'] as const) tx.remove(store, id);
  for (const { sequence } of await tx.all('outbox', id)) tx.remove('outbox', [id, sequence]);
}
