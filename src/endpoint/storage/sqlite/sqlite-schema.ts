import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { assertReadable, MARK, refuseUnreleased, SCHEMA_VERSION } from '../schema-version.ts';
import { SQLITE } from '../sql/dialect.ts';
import { storageStepsIn } from '../sql/storage-schema.ts';

/** "BAR" and the mark, in the header of every file (`PRAGMA application_id`). */
const APPLICATION = 0x42_41_52_00 + MARK;
/** The header holds both, in four bytes each: sqlite.org/fileformat2.html#the_database_header */
const [VERSION_AT, APPLICATION_AT, HEADER_BYTES] = [60, 68, 100];

/** Throws `CannotStart` when the file is not for this program. Reads bytes alone: a connection would empty its log, or create one. */
export function assertReadableFile(file: string): void {
  const header = headerOf(file);
  if (header?.toString('latin1', 0, 15) !== 'SQLite format 3') return;
  assertOurs(file, header.readUInt32BE(VERSION_AT), header.readUInt32BE(APPLICATION_AT));
}

/** A new file has neither a version nor an application. */
function assertOurs(file: string, version: number, application: number, known = SCHEMA_VERSION): void {
  if (application !== APPLICATION && (version > 0 || application > 0)) refuseUnreleased(file);
  assertReadable(file, version, known);
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

/** Creates the tables of a new file, or runs the steps that it lacks. Throws `CannotStart` when the file is not for this program. */
export function createSchema(database: Database, stepsIn = storageStepsIn): void {
  const steps = stepsIn(SQLITE);
  const number = (pragma: string) => Number(database.pragma(pragma, { simple: true }));
  // The header may have been in the log.
  const assertOwn = () =>
    assertOurs(database.name, number('user_version'), number('application_id') >>> 0, steps.length);
  const create = database.transaction(() => {
    // Another process may have just created them.
    assertOwn();
    for (const step of steps.slice(number('user_version'))) database.exec(step);
    database.pragma(`application_id = ${APPLICATION}`);
    database.pragma(`user_version = ${steps.length}`);
  });
  assertOwn();
  if (number('user_version') < steps.length) create.immediate();
}
