import { wrap } from 'idb';
import type { StoreName } from './schema.ts';
import type { WriteAccess } from './store.ts';

const underWay = new Set<IDBTransaction>();

/** Aborts all transactions of this page, whatever they have done so far. */
export function abortAll(): void {
  for (const tx of underWay) finish(tx, 'abort');
}

/** Runs the work and resolves once committed; rejects with the reason the transaction gives, which is the true one. */
export async function transact<T>(tx: IDBTransaction, work: (tx: WriteAccess) => Promise<T>): Promise<T> {
  underWay.add(tx);
  const end = wrap(tx).done.then(
    () => ({ committed: true as const }),
    (reason: unknown) => ({ committed: false as const, reason }),
  );
  void end.then(() => underWay.delete(tx));
  let value: T;
  try {
    value = await work(facade(tx));
    // A page that is closed before it hears of its last request would never have it committed.
    finish(tx, 'commit');
  } catch (error) {
    finish(tx, 'abort');
    const ended = await end;
    // Requests of a transaction that died fail with a bare AbortError; the quota or the disk is named by the transaction.
    throw ended.committed || isAbort(ended.reason) ? error : ended.reason;
  }
  const ended = await end;
  if (!ended.committed) throw ended.reason;
  return value;
}

function facade(tx: IDBTransaction): WriteAccess {
  const shelf = (store: StoreName) => tx.objectStore(store);
  return {
    get: (store, key) => wrap(shelf(store).get(key)),
    all: (store, first) =>
      wrap(shelf(store).getAll(first === undefined ? null : IDBKeyRange.bound([first], [first, []]))),
    shelf,
    // Not awaited: over quota these requests never settle, only the transaction does.
    put(store, value) {
      shelf(store).put(value);
    },
    remove(store, key) {
      shelf(store).delete(key);
    },
    clear(store) {
      shelf(store).clear();
    },
  };
}

function finish(tx: IDBTransaction, how: 'commit' | 'abort'): void {
  try {
    tx[how]();
  } catch (error) {
    // It had already ended by itself.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}
