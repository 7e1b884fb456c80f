import { openPostgresReader } from './postgres/postgres-storage.ts';
import { openSqliteReader } from './sqlite/sqlite-storage.ts';
import type { CountingReader, StorageSource } from './storage.ts';

/** Opens a reader with separate connections on a database that a storage has opened. */
export function openReader(source: StorageSource): CountingReader {
  return source.kind === 'sqlite' ? openSqliteReader(source.file) : openPostgresReader(source.url);
}
