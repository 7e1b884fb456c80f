import type { StoreKey } from 'idb';
import type { Durability, Keeping, Read } from '../port/device.ts';
import type { Schema, Stored, StoreName } from './schema.ts';

export interface ReadAccess {
  readonly get: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => Promise<Stored<S> | undefined>;
  /** Every record, or those whose key begins with `first`. */
  readonly all: <S extends StoreName>(store: S, first?: string) => Promise<readonly Stored<S>[]>;
  /** On the disk: the store itself, for those who ask its indexes. */
  readonly shelf?: (store: StoreName) => IDBObjectStore;
}

export interface WriteAccess extends ReadAccess {
  readonly put: <S extends StoreName>(store: S, value: Stored<S>) => void;
  readonly remove: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => void;
  readonly clear: (store: StoreName) => void;
}

/** `full`: no room left. `unavailable`: the browser's storage failed. */
export type Transacted<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'full' | 'unavailable' };

/**
 * One transaction per call, `done` only once it has committed. `work` awaits nothing but its transaction,
 * and may run twice when the connection was found dead: it must mean the same both times.
 */
export interface Database {
  readonly keeps: Keeping;
  readonly read: <T>(stores: readonly StoreName[], work: (tx: ReadAccess) => Promise<T>) => Promise<Read<T>>;
  readonly write: <T>(
    stores: readonly StoreName[],
    work: (tx: WriteAccess) => Promise<T>,
    durability?: Durability,
  ) => Promise<Transacted<T>>;
  readonly close: () => void;
}

/** Sees what one write changes. */
export interface Witness {
  /** May be called twice, as `work`: only the last counts. */
  readonly watch: (tx: WriteAccess) => WriteAccess;
  readonly committed: () => void;
}

export interface StartedDatabase extends Database {
  /** Until then `keeps` is a hope. */
  readonly opened: Promise<void>;
  /** Each write that begins from now on has a witness. */
  readonly watch: (begin: () => Witness) => void;
}
