import { deleteDB, openDB } from 'idb';

/** LevelDB begins a new log once about 4 MB were written to one. */
const VALUES = 128;
/** Bytes. Chromium puts values of 64 kB and more into files of their own, which do not pass through the log. */
const VALUE = 48 * 1024;

/**
 * Makes Chromium begin a new log for the databases of this origin, so that a torn record at the end of the present one (a power cut)
 * never ends up in the middle: the start after that would drop them all. All databases of an origin share one log, so a database of
 * its own does. Nothing is done in other browsers, whose databases are SQLite files. False where there was no room, or it failed.
 */
export async function renewLog(): Promise<boolean> {
  if (navigator.vendor !== 'Google Inc.') return true;
  try {
    const database = await openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore('values') });
    const tx = database.transaction('values', 'readwrite', { durability: 'strict' });
    // Random, since Chromium compresses what it can; one after another, so that a slow phone never has a long task of it.
    for (let key = 0; key < VALUES; key++) await tx.store.put(crypto.getRandomValues(new Uint8Array(VALUE)), key);
    await tx.store.clear();
    await tx.done;
    database.close();
    await deleteDB(NAME);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

const NAME = 'barometre-log';
