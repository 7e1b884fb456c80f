import type { Durability } from '../port/device.ts';
import type { Connection } from './connection.ts';
import type { StoreName } from './schema.ts';
import { failureOf } from './storage-failure.ts';
import type { Database, Transacted, WriteAccess } from './store.ts';
import { transact } from './transact.ts';

export function diskDatabase(connection: Connection): Database {
  // A full disk names itself once, then its database does not open any more, without a reason.
  let isFull = false;

  async function run<T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: (tx: WriteAccess) => Promise<T>,
    durability: Durability,
    again = true,
  ): Promise<Transacted<T>> {
    let database: IDBDatabase | undefined;
    try {
      database = await connection.current();
      return { kind: 'done', value: await transact(database.transaction(stores, mode, { durability }), work) };
    } catch (error) {
      const failure = failureOf(error);
      isFull = failure.kind === 'full' || (isFull && !database);
      if (database && failure.isDead) connection.drop(database);
      // Opening has had its second try already.
      const isWorthAnother = database && failure.isDead && failure.kind !== 'full' && again;
      return isWorthAnother ? run(mode, stores, work, durability, false) : { kind: isFull ? 'full' : failure.kind };
    }
  }
  return {
    keeps: 'disk',
    async read(stores, work) {
      const read = await run('readonly', stores, work, 'relaxed');
      return read.kind === 'done' ? read : { kind: 'unread' };
    },
    write: (stores, work, durability = 'relaxed') => run('readwrite', stores, work, durability),
    close: connection.close,
  };
}
