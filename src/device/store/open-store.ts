import { loadCode } from '../../lazy/load-code.ts';
import { type ConnectionEvents, connect } from './connection.ts';
import type { SurroundingsWithDisk } from './disk.ts';
import { diskDatabase } from './disk-store.ts';
import type { Database, StartedDatabase } from './store.ts';

/**
 * Opening takes a slow phone as long as drawing the first question: reads and writes wait for it, the question does not. It becomes a
 * database in memory when this browser keeps nothing, and for the time being when its own does not open within three seconds.
 */
export function openDatabase(around: SurroundingsWithDisk, events: ConnectionEvents = {}): StartedDatabase {
  const connection = connect(around, events);
  let found: Database | undefined;
  let target: Promise<Database>;
  let write: Database['write'] = async (...asked) => (await target).write(...asked);

  function use(next: Promise<Database>): Promise<void> {
    target = next;
    return next.then((database) => {
      found = database;
    });
  }

  async function choose(): Promise<Database> {
    try {
      await connection.current();
    } catch (error) {
      // Few browsers need it, so that the others do not wait for its code.
      const code = await loadCode(() => import('./until-open.ts'));
      if (code) return code.openLater(connection, { around, first: error, use, events });
    }
    // If that code cannot be loaded, each read and write tries to open the database again, and fails.
    return diskDatabase(connection);
  }

  return {
    opened: use(choose()),
    get keeps() {
      return found?.keeps ?? 'disk';
    },
    read: async (...asked) => (await target).read(...asked),
    write: (...asked) => write(...asked),
    wrapWrites(wrap) {
      write = wrap(write);
    },
    close: () => void target.then((database) => database.close()),
  };
}
