import { wrap } from 'idb';
import type { BackupStanding } from '../../wire/verdict.ts';
import type { SealedCopy } from '../store/schema.ts';
import type { ReadAccess } from '../store/store.ts';

/** Queries the copies of sealed responses through their one index. */
interface SealedCopiesShelf {
  readonly count: () => Promise<number>;
  readonly hasAny: () => Promise<boolean>;
  /** Returns copies that a backup of their database holds. */
  readonly backedUp: (standing: BackupStanding, most: number) => Promise<readonly string[]>;
  /** Received by another database than that which answers now. */
  readonly ofOthers: (epoch: string, most: number) => Promise<readonly SealedCopy[]>;
}

export function keptShelf({ shelf, all }: ReadAccess): SealedCopiesShelf {
  return shelf ? onDisk(() => shelf('kept')) : inMemory(() => all('kept'));
}

function onDisk(kept: () => IDBObjectStore): SealedCopiesShelf {
  const standing = () => kept().index('standing');
  return {
    count: () => wrap(kept().count()),
    hasAny: async () => (await wrap(kept().getKey(IDBKeyRange.lowerBound('')))) !== undefined,
    async backedUp({ epoch, backedUpThrough }, most) {
      if (backedUpThrough === null) return [];
      const until = IDBKeyRange.bound([epoch], [epoch, backedUpThrough]);
      return (await wrap(standing().getAllKeys(until, most))).map(String);
    },
    async ofOthers(epoch, most) {
      const before = await wrap(standing().getAll(IDBKeyRange.upperBound([epoch], true), most));
      return before.length > 0 ? before : wrap(standing().getAll(IDBKeyRange.lowerBound([epoch, []], true), most));
    },
  };
}

function inMemory(copies: () => Promise<readonly SealedCopy[]>): SealedCopiesShelf {
  return {
    count: async () => (await copies()).length,
    hasAny: async () => (await copies()).length > 0,
    backedUp: async ({ epoch, backedUpThrough }, most) =>
      (await copies())
        .filter((copy) => copy.epoch === epoch && backedUpThrough !== null && copy.receivedBy <= backedUpThrough)
        .map(({ id }) => id)
        .slice(0, most),
    ofOthers: async (epoch, most) => (await copies()).filter((copy) => copy.epoch !== epoch).slice(0, most),
  };
}
