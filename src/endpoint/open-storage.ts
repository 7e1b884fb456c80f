import { openPostgres } from './postgres.ts';
import { databaseFile, type Settings } from './settings.ts';
import { openSqlite } from './sqlite.ts';
import type { Observe, Storage } from './storage.ts';

/** One file until it is outgrown. */
export async function openStorage(settings: Settings, observe?: Observe): Promise<Storage> {
  return settings.databaseUrl
    ? await openPostgres(settings.databaseUrl, observe)
    : openSqlite(databaseFile(settings), observe);
}
