import { deleteDB, openDB } from 'idb';

const NAME = 'barometre-log';

/**
 * Makes Chromium begin a new log for the databases of this origin, so that a torn record at the end of the present one (a power cut)
 * never ends up in its middle: the start after that would drop them all. All databases of an origin share one LevelDB, and deleting one
 * compacts it, which begins a new log. Nothing is done in other browsers, whose databases are SQLite files.
 */
export async function renewLog(): Promise<void> {
  if (navigator.vendor !== 'Google Inc.') return;
  try {
    (await openDB(NAME)).close();
    await deleteDB(NAME);
  } catch (error) {
    // A full or failing storage: what is finished has its second copy.
    if (!(error instanceof DOMException)) throw error;
  }
}
