import { openDB, unwrap } from 'idb';
import type { OpenDisk } from './disk.ts';
import { DATABASE_NAME, type Schema, upgrade } from './schema.ts';
import { transact } from './transact.ts';

export const openIndexedDb: OpenDisk = async (version, events) => {
  const database = unwrap(
    await openDB<Schema>(DATABASE_NAME, version, {
      ...events,
      upgrade: (fresh, from) => upgrade(unwrap(fresh), from),
    }),
  );
  return {
    stores: database.objectStoreNames,
    transact: async (mode, stores, work, durability) =>
      transact(database.transaction(stores, mode, { durability }), work),
    close: () => database.close(),
  };
};
