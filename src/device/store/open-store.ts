import { type ConnectionEvents, openConnection } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import type { Database } from './store.ts';

/** Falls back to memory when this browser keeps nothing, or does not answer within three seconds. */
export async function openDatabase(events: ConnectionEvents = {}): Promise<Database> {
  const connection = await openConnection(events);
  // Few browsers need it, so that the others do not wait for its code.
  return connection ? diskDatabase(connection) : (await import('./memory-store.ts')).memoryDatabase();
}
