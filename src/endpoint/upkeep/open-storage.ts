import { databaseFile, type Settings } from '../process/settings.ts';
import { openPostgres, type PostgresOptions } from '../storage/postgres/postgres-storage.ts';
import { openSqlite, type SqliteOptions } from '../storage/sqlite/sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';

/** What each kind of storage may want, and what both do. */
export type StorageOptions = PostgresOptions & SqliteOptions;

/** One file until it is outgrown. */
export async function openStorage(settings: Settings, options: StorageOptions = {}): Promise<Storage> {
  const { startWriter, ...common } = options;
  return settings.databaseUrl === undefined
    ? openSqlite(databaseFile(settings), { ...common, ...(startWriter && { startWriter }) })
    : await openPostgres(settings.databaseUrl, common);
}
