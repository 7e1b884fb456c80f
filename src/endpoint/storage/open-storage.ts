import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { contactsFile, databaseFile, type Settings } from '../process/settings.ts';
import { openPostgres, openPostgresReader, type PostgresOptions } from './postgres/postgres-storage.ts';
import { refuseUnreleased } from './schema-version.ts';
import { assertReadableFile } from './sqlite/sqlite-schema.ts';
import { openSqlite, openSqliteReader, type SqliteOptions } from './sqlite/sqlite-storage.ts';
import { type CountingReader, type Storage, type StorageSource, StorageUnavailable } from './storage.ts';

export type StorageOptions = PostgresOptions & SqliteOptions;

/** Development versions kept tokens in this file. */
const TOKEN_FILE = 'tokens.json';

/** Throws `CannotStart` if this program cannot read a file of the data folder. Call it before anything is written into the folder. */
export function assertReadableData(settings: Settings): void {
  const tokens = join(settings.dataDir, TOKEN_FILE);
  if (existsSync(tokens)) refuseUnreleased(tokens);
  if (settings.databaseUrl === undefined) assertReadableFile(databaseFile(settings));
  if (settings.contactsUrl === undefined) assertReadableFile(contactsFile(settings));
}

/** Turns a failure of the database into the error of a start or a command, which says that it may be tried again. */
export function orTryAgain(error: unknown): unknown {
  return error instanceof StorageUnavailable ? new CannotStart(`${error.message}: try again`, { cause: error }) : error;
}

/** Opens the SQLite file, or PostgreSQL if the settings name one. */
export async function openStorage(settings: Settings, options: StorageOptions = {}): Promise<Storage> {
  const { startWriter, ...common } = options;
  return settings.databaseUrl === undefined
    ? openSqlite(databaseFile(settings), { ...common, ...(startWriter && { startWriter }) })
    : await openPostgres(settings.databaseUrl, common);
}

/** Opens a reader with separate connections on a database that a storage has opened. */
export function openReader(source: StorageSource): CountingReader {
  return source.kind === 'sqlite' ? openSqliteReader(source.file) : openPostgresReader(source.url);
}
