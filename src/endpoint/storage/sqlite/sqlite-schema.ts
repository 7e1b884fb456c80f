import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { assertReadable, SCHEMA_VERSION } from '../schema-version.ts';
import { SQLITE } from '../sql/dialect.ts';
import { laterVersionsIn, schemaIn } from '../sql/storage-schema.ts';

/** "BARO", in the header of every file: what was written before the first release has none (`PRAGMA application_id`). */
const MARK = 0x42_41_52_4f;
/** Where the header holds both, in four bytes each: sqlite.org/fileformat2.html#the_database_header */
const [VERSION_AT, MARK_AT, HEADER_BYTES] = [60, 68, 100];

/** Throws `CannotStart` when the file is not for this program. Reads bytes alone: a connection would empty its log, or create one. */
export function assertReadableFile(file: string): void {
  const header = headerOf(file);
  if (header?.toString('latin1', 0, 15) !== 'SQLite format 3') return;
  assertReadable(file, {
    version: header.readUInt32BE(VERSION_AT),
    isMarked: header.readUInt32BE(MARK_AT) === MARK,
  });
}

/** Nothing where there is no file, or where the file is too short for a header. */
function headerOf(file: string): Buffer | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readSync(descriptor, header, 0, HEADER_BYTES, 0) === HEADER_BYTES ? header : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // Opening it for use says better what is wrong.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Creates the tables of a new file, or those that an earlier version lacks. Throws `CannotStart` when the file is not for this program. */
export function createSchema(database: Database, schemaOf = schemaIn, laterOf = laterVersionsIn): void {
  const create = database.transaction(() => {
    // Another process may have just created them.
    const version = versionOf(database);
    if (version >= SCHEMA_VERSION) return;
    if (version === 0) {
      database.exec(schemaOf(SQLITE));
      database.pragma(`application_id = ${MARK}`);
    } else for (const added of laterOf(SQLITE).slice(version - 1)) database.exec(added);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  const isMarked = () => database.pragma('application_id', { simple: true }) === MARK;
  if (versionOf(database) === 0 || (versionOf(database) < SCHEMA_VERSION && isMarked())) create.immediate();
  // The header may have been in the log.
  assertReadable(database.name, {
    version: versionOf(database),
    isMarked: isMarked(),
  });
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
