import { partsOfKey } from '../../src/device/store/memory-store.ts';
import { STORES, type Stored, type StoreName } from '../../src/device/store/schema.ts';
import type { WriteAccess } from '../../src/device/store/store.ts';

/** What is in each store, by key. */
export type Shelves = ReadonlyMap<StoreName, Map<string, unknown>>;

export type Undo = () => void;

/** What a transaction does to a store when it commits. */
export type Change =
  | { readonly kind: 'put'; readonly store: StoreName; readonly key: string; readonly value: unknown }
  | { readonly kind: 'remove'; readonly store: StoreName; readonly key: string }
  | { readonly kind: 'clear'; readonly store: StoreName };

/** What a transaction sees: what was committed, and its own changes. */
export function accessTo(shelves: Shelves, changes: Change[], stores: readonly StoreName[]): WriteAccess {
  const own = new Map<StoreName, Map<string, unknown>>();
  const shelf = <S extends StoreName>(store: S) => {
    if (!stores.includes(store)) throw new DOMException(`${store} is not in this transaction`, 'NotFoundError');
    return (own.get(store) ?? shelves.get(store)) as Map<string, Stored<S>>;
  };
  const writable = <S extends StoreName>(store: S) => {
    const copy = own.get(store) ?? new Map(shelf(store));
    own.set(store, copy);
    return copy as Map<string, Stored<S>>;
  };
  return {
    get: async (store, key) => shelf(store).get(String(key)),
    all: async (store, first) => {
      const found = [...shelf(store).values()];
      const within = first === undefined ? found : found.filter((value) => partsOfKey(store, value)[0] === first);
      return within.length < 2
        ? within
        : within.sort((one, other) => byKey(partsOfKey(store, one), partsOfKey(store, other)));
    },
    put(store, value) {
      const key = String(partsOfKey(store, value));
      writable(store).set(key, value);
      changes.push({ kind: 'put', store, key, value });
    },
    remove(store, key) {
      writable(store).delete(String(key));
      changes.push({ kind: 'remove', store, key: String(key) });
    },
    clear(store) {
      writable(store).clear();
      changes.push({ kind: 'clear', store });
    },
  };
}

function byKey(one: readonly unknown[], other: readonly unknown[]): number {
  for (const [place, part] of one.entries()) {
    const there = other[place];
    if (part === there) continue;
    return (part as string | number) < (there as string | number) ? -1 : 1;
  }
  return 0;
}

/** Returns how to undo it. */
export function apply(shelves: Shelves, change: Change): Undo {
  const shelf = shelves.get(change.store);
  if (!shelf) throw new Error(`no store ${change.store}: ${Object.keys(STORES)}`);
  if (change.kind === 'clear') {
    const before = [...shelf];
    shelf.clear();
    return () => {
      for (const [key, value] of before) shelf.set(key, value);
    };
  }
  const { key } = change;
  const before = shelf.get(key);
  if (change.kind === 'put') shelf.set(key, change.value);
  else shelf.delete(key);
  return () => void (before === undefined ? shelf.delete(key) : shelf.set(key, before));
}
