import type { StoreKey } from 'idb';
import { type Connection, type ConnectionEvents, openConnection } from './connection.ts';
import type { Schema, Stored, StoreName } from './schema.ts';
import { failureOf } from './storage-failure.ts';
import { transact } from './transact.ts';

export interface Reading {
  readonly get: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => Promise<Stored<S> | undefined>;
  /** Every record, or those whose key begins with `first`. */
  readonly all: <S extends StoreName>(store: S, first?: string) => Promise<readonly Stored<S>[]>;
}

export interface Writing extends Reading {
  readonly put: <S extends StoreName>(store: S, value: Stored<S>) => void;
  readonly remove: <S extends StoreName>(store: S, key: StoreKey<Schema, S>) => void;
}

export type Durability = 'relaxed' | 'strict';

/** `full`: no room left. `unavailable`: the browser's storage failed. */
export type Outcome<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'full' | 'unavailable' };

/**
 * One transaction per call, `done` only once it has committed. `work` awaits nothing but its transaction,
 * and may run twice when the connection was found dead: it must mean the same both times.
 */
export interface Database {
  readonly keeps: 'disk' | 'memory';
  readonly read: <T>(stores: readonly StoreName[], work: (tx: Reading) => Promise<T>) => Promise<Outcome<T>>;
  readonly write: <T>(
    stores: readonly StoreName[],
    work: (tx: Writing) => Promise<T>,
    durability?: Durability,
  ) => Promise<Outcome<T>>;
  readonly close: () => void;
}

/** Falls back to memory when this browser keeps nothing, or does not answer within three seconds. */
export async function openDatabase(events: ConnectionEvents = {}): Promise<Database> {
  const connection = await openConnection(events);
  // Few browsers need it, so that the others do not wait for its code.
  return connection ? diskDatabase(connection) : (await import('./memory-database.ts')).memoryDatabase();
}

function diskDatabase(connection: Connection): Database {
  async function run<T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: (tx: Writing) => Promise<T>,
    durability: Durability,
    again = true,
  ): Promise<Outcome<T>> {
    let database: IDBDatabase | undefined;
    try {
      database = await connection.current();
      return { kind: 'done', value: await transact(database.transaction(stores, mode, { durability }), work) };
    } catch (error) {
      const failure = failureOf(error);
      if (database && failure.isDead) connection.drop(database);
      // Opening has had its second try already.
      const isWorthAnother = database && failure.isDead && failure.kind !== 'full' && again;
      return isWorthAnother ? run(mode, stores, work, durability, false) : { kind: failure.kind };
    }
  }
  return {
    keeps: 'disk',
    read: (stores, work) => run('readonly', stores, work, 'relaxed'),
    write: (stores, work, durability = 'relaxed') => run('readwrite', stores, work, durability),
    close: connection.close,
  };
}
