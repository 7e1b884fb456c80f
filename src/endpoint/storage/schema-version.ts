import { CannotStart } from '../process/cannot-start.ts';

/** Both databases, of responses and of contacts, have this version. It grows by one with each step of `storage-schema.ts`. */
export const SCHEMA_VERSION = 5;

/**
 * Each database carries this number. Until 1.0.0 a change of the schema that no step can make edits version 1 and raises the number, so
 * that the program refuses the databases of earlier development versions.
 */
export const MARK = 1;

/** Refuses what a development version or another program has written: nothing may touch it. */
export function refuseUnreleased(name: string): never {
  throw new CannotStart(
    `storage.unreleased: ${name} was written by a development version or by another program, and this program does not read it: nothing in it was changed, so move it away or delete it, and start again`,
  );
}

/** Throws `CannotStart` when a newer program has written the database. */
export function assertReadable(name: string, version: number): void {
  if (version > SCHEMA_VERSION)
    throw new CannotStart(
      `storage.newer: ${name} has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
    );
}
