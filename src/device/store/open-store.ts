import { loadCode } from '../../late/load-code.ts';
import { type ConnectionEvents, openConnection } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import type { Database } from './store.ts';

/** Falls back to memory when this browser keeps nothing, or does not answer within three seconds. */
export async function openDatabase(events: ConnectionEvents = {}): Promise<Database> {
  const connection = await openConnection(events);
  if (connection) return diskDatabase(connection);
  // Few browsers need it, so that the others do not wait for its code.
  const code = await loadCode(() => import('./memory-store.ts'));
  return code?.memoryDatabase() ?? { keeps: 'memory', read: unavailable, write: unavailable, close() {} };
}

const unavailable = async () => ({ kind: 'unavailable' }) as const;
