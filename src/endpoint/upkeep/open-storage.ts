import { databaseFile, type Settings } from '../process/settings.ts';
import { openPostgres } from '../storage/postgres/postgres.ts';
import { openSqlite, type SqliteOptions } from '../storage/sqlite/sqlite.ts';
import type { Storage } from '../storage/storage.ts';

/** One file until it is outgrown. */
export async function openStorage(settings: Settings, options: SqliteOptions = {}): Promise<Storage> {
  return settings.databaseUrl
    ? await openPostgres(settings.databaseUrl, options.observe)
    : openSqlite(databaseFile(settings), options);
}
