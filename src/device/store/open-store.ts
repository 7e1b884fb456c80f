import { loadCode } from '../../late/load-code.ts';
import { type ConnectionEvents, connect } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import type { Database } from './store.ts';

/** In memory when this browser keeps nothing, and for the time being when its database does not open within three seconds. */
export async function openDatabase(events: ConnectionEvents = {}): Promise<Database> {
  const connection = connect(events);
  try {
    await connection.current();
  } catch (error) {
    // Few browsers need it, so that the others do not wait for its code.
    const code = await loadCode(() => import('./until-open.ts'));
    if (code) return code.openLater(connection, error, events);
  }
  // Without that code each read and write tries to open it again, and is told in vain.
  return diskDatabase(connection);
}
