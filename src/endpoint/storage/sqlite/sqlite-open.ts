import SQLite, { type Database } from 'better-sqlite3';
import { CannotStart } from '../../process/cannot-start.ts';
import { inWords } from '../../process/failure-words.ts';
import { assertReadableFile } from './sqlite-schema.ts';

/** Older versions may corrupt a database in WAL mode: sqlite.org/wal.html, "The WAL-reset bug". */
const SAFE_VERSION = [3, 51, 3] as const;
/** Milliseconds between two tries to go over to the log, and for how long it is tried: several commands may start at once. */
const PAUSE = 10;
const LOG_PATIENCE = 5_000;

/**
 * Opens the file and makes sure that it keeps what is committed. Throws `CannotStart` when it would not, and when the file is not for
 * this program, which is left as it is.
 * Locks of others are waited for `patience` milliseconds, and the thread with them.
 */
export function openDatabase(file: string, patience = 50): Database {
  assertReadableFile(file);
  let made: Database | undefined;
  try {
    const database = new SQLite(file, { timeout: patience });
    made = database;
    goOverToLog(database);
    database.pragma('synchronous = FULL');
    database.pragma('mmap_size = 0');
    // Pages that many commits touch are then copied once: a third more rows a second, for 16 MB of log.
    database.pragma('wal_autocheckpoint = 4000');
    // What is erased is overwritten, not only forgotten.
    database.pragma('secure_delete = ON');
    assertDurable((pragma) => database.pragma(pragma, { simple: true }), versionOf(database));
    return database;
  } catch (error) {
    made?.close();
    if (error instanceof SQLite.SqliteError)
      throw new CannotStart(`cannot open the database ${file}: ${inWords(error.code)}`, { cause: error });
    throw error;
  }
}

/** SQLite does not wait for a lock here, whatever its timeout: another process may be about to do the same to a new file. */
function goOverToLog(database: Database): void {
  for (const start = performance.now(); ; ) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY';
      if (!isBusy || performance.now() - start > LOG_PATIENCE) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

function versionOf(database: Database): string {
  return String(database.prepare('SELECT sqlite_version()').pluck().get());
}

/** Settings are read back: a driver or a file system that refuses one of them does so silently. */
export function assertDurable(read: (pragma: string) => unknown, version: string) {
  const parts = version.split('.').map(Number);
  const differing = SAFE_VERSION.findIndex((part, index) => part !== (parts[index] ?? 0));
  if (differing >= 0 && (parts[differing] ?? 0) < (SAFE_VERSION[differing] ?? 0))
    throw new CannotStart(`SQLite ${version} is older than ${SAFE_VERSION.join('.')}, the first safe one with WAL`);
  const expected = { journal_mode: 'wal', synchronous: 2, mmap_size: 0, secure_delete: 1 } as const;
  for (const [pragma, value] of Object.entries(expected)) {
    const actual = read(pragma);
    if (actual !== value) throw new CannotStart(`SQLite answers ${pragma} = ${String(actual)} instead of ${value}`);
  }
}
