import { CannotStart } from '../process/cannot-start.ts';
import { contactsFile, databaseFile, type Settings } from '../process/settings.ts';
import { openPostgres, type PostgresOptions } from '../storage/postgres/postgres-storage.ts';
import { assertReadableFile } from '../storage/sqlite/sqlite-schema.ts';
import { openSqlite, type SqliteOptions } from '../storage/sqlite/sqlite-storage.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';

/** What each kind of storage may want, and what both do. */
export type StorageOptions = PostgresOptions & SqliteOptions;

/** Throws `CannotStart` when a file of the data folder is not for this program: before anything is written into the folder. */
export function assertReadableData(settings: Settings): void {
  if (settings.databaseUrl === undefined) assertReadableFile(databaseFile(settings));
  if (settings.contactsUrl === undefined) assertReadableFile(contactsFile(settings));
}

/** Returns what a start or a command ends with when the database fails it: it is worth trying again. */
export function orTryAgain(error: unknown): unknown {
  return error instanceof StorageUnavailable ? new CannotStart(`${error.message}: try again`, { cause: error }) : error;
}

/** One file until it is outgrown. */
export async function openStorage(settings: Settings, options: StorageOptions = {}): Promise<Storage> {
  const { startWriter, ...common } = options;
  return settings.databaseUrl === undefined
    ? openSqlite(databaseFile(settings), { ...common, ...(startWriter && { startWriter }) })
    : await openPostgres(settings.databaseUrl, common);
}
