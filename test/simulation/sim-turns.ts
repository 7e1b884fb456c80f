import type { StoreName } from '../../src/device/store/schema.ts';
import type { Owner } from './world.ts';

export interface Transaction {
  readonly owner: Owner;
  readonly mode: 'readonly' | 'readwrite';
  readonly stores: ReadonlySet<StoreName>;
  readonly begin: () => void;
}

/** Starts transactions in the order in which they were asked for, at the same time unless they conflict, as IndexedDB does. */
export function createTurns(start: (transaction: Transaction) => void) {
  let queue: Transaction[] = [];
  const running = new Set<Transaction>();

  function next(): void {
    if (queue.length === 0) return;
    const taken: Transaction[] = [...running];
    for (const one of queue) {
      const isFree = !taken.some((other) => conflict(one, other));
      taken.push(one);
      if (!isFree) continue;
      queue = queue.filter((other) => other !== one);
      running.add(one);
      start(one);
    }
  }

  return {
    ask(one: Transaction) {
      queue.push(one);
      next();
    },
    end(one: Transaction) {
      running.delete(one);
      next();
    },
    isBusy: (owner: Owner) => [...queue, ...running].some((one) => one.owner === owner),
    /** What a dead page has asked for, and has not begun, never begins. */
    killed(owner: Owner) {
      queue = queue.filter((one) => one.owner !== owner);
      next();
    },
  };
}

function conflict(one: Transaction, other: Transaction): boolean {
  if (one.mode === 'readonly' && other.mode === 'readonly') return false;
  for (const store of one.stores) if (other.stores.has(store)) return true;
  return false;
}
