import { CannotStart } from '../process/cannot-start.ts';

/**
 * Both databases, of responses and of contacts, have this version. It grows by one with each step of `storage-schema.ts`. Release 1.0.0
 * has version 5: its steps are never changed, and `test/fixtures/release-1.0.0` holds databases that it has made.
 */
export const SCHEMA_VERSION = 5;

/** Each database carries this number, by which the program refuses those of development versions before 1.0.0. */
export const MARK = 1;

/** Refuses what a development version or another program has written: nothing may touch it. */
export function refuseUnreleased(name: string): never {
  throw new CannotStart(
    `storage.unreleased: ${name} was written by a development version or by another program, and this program does not read it: nothing in it was changed, so move it away or delete it, and start again`,
  );
}

/** Throws `CannotStart` when a newer program has written the database. */
export function assertReadable(name: string, version: number, known = SCHEMA_VERSION): void {
  if (version > known)
    throw new CannotStart(
      `storage.newer: ${name} has schema version ${version}, this program knows ${known}: use the newer program`,
    );
}
