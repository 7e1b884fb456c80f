import type { CodesReader } from '../storage/codes.ts';
import { openPostgresCodes } from '../storage/postgres/postgres-codes-reader.ts';
import { openSqliteCodes } from '../storage/sqlite/sqlite-codes-reader.ts';
import type { StorageSource } from '../storage/storage.ts';

export function openCodes(source: StorageSource): CodesReader {
  return source.kind === 'sqlite' ? openSqliteCodes(source.file) : openPostgresCodes(source.url);
}
