import { openPostgresReader } from '../storage/postgres/postgres-reader.ts';
import { openSqliteReader } from '../storage/sqlite/sqlite-storage.ts';
import type { StorageReader, StorageSource } from '../storage/storage.ts';

export function openReader(source: StorageSource): StorageReader {
  return source.kind === 'sqlite' ? openSqliteReader(source.file) : openPostgresReader(source.url);
}
