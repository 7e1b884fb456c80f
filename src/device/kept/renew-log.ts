import type { Surroundings } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { Database } from '../store/store.ts';

const NAME = 'barometre-log';

/**
 * Makes Chromium begin a new log for the databases of this origin, so that a torn record at the end of the present one (a power cut)
 * never ends up in its middle: the start after that would drop them all. All databases of an origin share one LevelDB, and deleting one
 * compacts it, which begins a new log. Nothing is done in other browsers, whose databases are SQLite files.
 */
export async function renewLog({ navigator, indexedDB }: Surroundings): Promise<void> {
  if (navigator.vendor !== 'Google Inc.' || !indexedDB) return;
  try {
    (await done(indexedDB.open(NAME))).close();
    await done(indexedDB.deleteDatabase(NAME));
  } catch (error) {
    // A full or failing storage: what is finished has its second copy.
    if (!(error instanceof DOMException)) throw error;
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** After a start, in milliseconds; then after each look that found nothing, twice as long. */
const CALM = 3000;
const LONGEST = 60_000;

/** Once something waits, or is being given, and away from what the person does first. */
export async function renewLogLater(database: Database, around: Surroundings, isClosed: () => boolean): Promise<void> {
  for (let pause = CALM; ; pause = Math.min(2 * pause, LONGEST)) {
    await new Promise<void>((resolve) => around.setTimeout(resolve, pause));
    const held = await database.read(['drafts', 'locked', 'outbox'], async (tx) => {
      const isQueued = await queueOf(tx).hasAny('waiting', 'refused', 'running');
      return isQueued || (await tx.all('drafts')).length > 0 || (await tx.all('locked')).length > 0;
    });
    if (isClosed()) return;
    // What is given later in this page is written behind a torn record as well.
    if (held.kind === 'done' && held.value) return renewLog(around);
  }
}
