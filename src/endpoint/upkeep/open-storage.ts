import { databaseFile, type Settings } from '../process/settings.ts';
import { openPostgres } from '../storage/postgres/postgres.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import type { StartWriter } from '../storage/sqlite/sqlite-calls.ts';
import type { Observe, Storage } from '../storage/storage.ts';

/** One file until it is outgrown. `startWriter` is SQLite's alone. */
export async function openStorage(settings: Settings, observe?: Observe, startWriter?: StartWriter): Promise<Storage> {
  return settings.databaseUrl === undefined
    ? openSqlite(databaseFile(settings), { ...(observe && { observe }), ...(startWriter && { startWriter }) })
    : await openPostgres(settings.databaseUrl, observe);
}
