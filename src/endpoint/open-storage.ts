import { openPostgres } from './postgres.ts';
import { databaseFile, type Settings } from './settings.ts';
import { openSqlite, type SqliteOptions } from './sqlite.ts';
import type { Storage } from './storage.ts';

/** One file until it is outgrown. */
export async function openStorage(settings: Settings, options: SqliteOptions = {}): Promise<Storage> {
  return settings.databaseUrl
    ? await openPostgres(settings.databaseUrl, options.observe)
    : openSqlite(databaseFile(settings), options);
}
