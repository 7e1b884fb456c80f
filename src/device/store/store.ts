import type { StoreKey } from 'idb';
import type { Durability, Keeping, StoreReading } from '../port/device.ts';
import type { RecordOf, Schema, StoreName } from './schema.ts';

export interface ReadAccess {
  readonly get: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => Promise<RecordOf<S> | undefined>;
  /** Every record, or those whose key begins with `first`. */
  readonly all: <S extends StoreName>(store: S, first?: string) => Promise<readonly RecordOf<S>[]>;
  /** The IndexedDB store itself, for callers that query its indexes; absent in memory. */
  readonly shelf?: (store: StoreName) => IDBObjectStore;
}

export interface WriteAccess extends ReadAccess {
  readonly put: <S extends StoreName>(store: S, value: RecordOf<S>) => void;
  readonly remove: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => void;
  readonly clear: (store: StoreName) => void;
}

/** `full`: no room left. `unavailable`: the browser's storage failed. */
export type Transacted<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'full' | 'unavailable' };

/**
 * Runs one transaction per call, `done` only once it has committed. `work` awaits nothing but its transaction,
 * and runs again if the connection was found dead, so it must be idempotent.
 */
export interface Database {
  readonly keeps: Keeping;
  readonly read: <T>(stores: readonly StoreName[], work: (tx: ReadAccess) => Promise<T>) => Promise<StoreReading<T>>;
  readonly write: <T>(
    stores: readonly StoreName[],
    work: (tx: WriteAccess) => Promise<T>,
    durability?: Durability,
  ) => Promise<Transacted<T>>;
  readonly close: () => void;
}

export interface StartedDatabase extends Database {
  /** Resolves when `keeps` is known; until then its value is a guess. */
  readonly opened: Promise<void>;
  /** Replaces what a write does from now on by a function that calls it. */
  readonly wrapWrites: (wrap: (write: Database['write']) => Database['write']) => void;
}
