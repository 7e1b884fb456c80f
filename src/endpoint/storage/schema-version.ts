import { CannotStart } from '../process/cannot-start.ts';

/** Both databases, of responses and of contacts, have this version; that of contacts has not changed since the first. */
export const SCHEMA_VERSION = 3;

/**
 * Throws `CannotStart` when this program cannot use a database of this version; 0 is one that holds no table yet. Databases that were
 * written before the first release counted their versions too, but carry no mark.
 */
export function assertReadable(name: string, { version, isMarked }: { version: number; isMarked: boolean }): void {
  if (version > 0 && !isMarked)
    throw new CannotStart(
      `storage.unreleased: ${name} was written by a version from before the first release, which this program does not read: nothing in it was changed, so move it away or delete it, and start again`,
    );
  if (version > SCHEMA_VERSION)
    throw new CannotStart(
      `storage.newer: ${name} has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
    );
}
