import type { Durability } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { StoreName } from './schema.ts';
import type { WriteAccess } from './store.ts';

/** An open handle on the database of this origin. It rejects with the `DOMException`s of IndexedDB. */
export interface Disk {
  readonly stores: { contains(store: StoreName): boolean };
  /** Resolves once committed; rejects with the reason the transaction gives. */
  readonly transact: <T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: (tx: WriteAccess) => Promise<T>,
    durability: Durability,
  ) => Promise<T>;
  readonly close: () => void;
}

/** These have the names that `idb` gives them. */
export interface DiskEvents {
  /** An older release, in another tab, keeps this one from upgrading the database. */
  readonly blocked: () => void;
  /** Another page waits for this handle to be closed: to upgrade the database, or to delete it where it wants no version. */
  readonly blocking: (version: number, wanted: number | null) => void;
  /** The browser killed the handle. */
  readonly terminated: () => void;
}

/** Opens the database in this version; in the one it has when that is `undefined`. */
export type OpenDisk = (version: number | undefined, events: DiskEvents) => Promise<Disk>;

/** A simulation passes another implementation. */
export interface SurroundingsWithDisk extends Surroundings {
  readonly openDisk?: OpenDisk;
}
