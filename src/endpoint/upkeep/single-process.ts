import { join } from 'node:path';
import SQLite from 'better-sqlite3';

/** How long a copy that is stopping is waited for, in milliseconds. */
const PATIENCE = 1_000;

/**
 * Holds the folder for this copy alone, until `release` or the end of the process, however that ends; nothing when another copy
 * holds it. Two would keep two sets of limits each. Whoever holds it keeps what is given: what nobody refers to is let go.
 */
export function holdAlone(dataDir: string): { readonly release: () => void } | undefined {
  const lock = new SQLite(join(dataDir, 'serving'), { timeout: PATIENCE });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => void lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
