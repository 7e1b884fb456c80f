import type { Surroundings } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { Database } from '../store/store.ts';

const NAME = 'barometre-log';

/**
 * Makes Chromium begin a new log for the databases of this origin. A power cut leaves a torn record at the end of the current log; if more
 * records follow it, the next start drops all of them. All databases of an origin share one LevelDB, and deleting one
 * compacts it, which begins a new log. Other browsers store databases as SQLite files and need nothing. False if that failed.
 */
async function renewLog(around: Surroundings): Promise<boolean> {
  if (around.navigator.vendor !== 'Google Inc.') return true;
  try {
    await makeAndDelete(around);
    return true;
  } catch (error) {
    // The storage is full, failing or forbidden: until then finished responses have their second copy.
    if (!(error instanceof DOMException)) throw error;
    return false;
  }
}

/** Throws where storage is forbidden: even to look at it does. */
async function makeAndDelete({ indexedDB }: Surroundings): Promise<void> {
  if (!indexedDB) return;
  (await done(indexedDB.open(NAME))).close();
  await done(indexedDB.deleteDatabase(NAME));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The delay after a start, in milliseconds; doubled after each look that found nothing, or could not renew the log. */
const CALM = 3000;
const LONGEST = 60_000;

/** Renews the log once a draft or response is stored, and not during the first taps. */
export async function renewLogLater(database: Database, around: Surroundings, isClosed: () => boolean): Promise<void> {
  for (let pause = CALM; ; pause = Math.min(2 * pause, LONGEST)) {
    await new Promise<void>((resolve) => around.setTimeout(resolve, pause));
    const held = await database.read(['drafts', 'locked', 'outbox'], async (tx) => {
      const isQueued = await queueOf(tx).hasAny('waiting', 'refused', 'running');
      return isQueued || (await tx.all('drafts')).length > 0 || (await tx.all('locked')).length > 0;
    });
    if (isClosed()) return;
    // Answers given later in this page would be written after the torn record too.
    if (held.kind === 'done' && held.value && (await renewLog(around))) return;
  }
}
