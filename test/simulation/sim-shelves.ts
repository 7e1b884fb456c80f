import { partsOfKey } from '../../src/device/store/memory-store.ts';
import { type RecordOf, STORES, type StoreName } from '../../src/device/store/schema.ts';
import type { WriteAccess } from '../../src/device/store/store.ts';
import type { World } from './world.ts';

/** What is in each store, by key. */
export type Shelves = ReadonlyMap<StoreName, Map<string, unknown>>;

export type Undo = () => void;

/** What a transaction does to a store when it commits. */
export type Change =
  | { readonly kind: 'put'; readonly store: StoreName; readonly key: string; readonly value: unknown }
  | { readonly kind: 'remove'; readonly store: StoreName; readonly key: string }
  | { readonly kind: 'clear'; readonly store: StoreName };

/** A change as the log shows it, without the answers of envelopes. */
export function shown(change: Change): object {
  const { kind, store, key = '', value } = change as Extract<Change, { kind: 'put' }>;
  const { status, state, answers, delivery } = (value ?? {}) as Record<string, unknown>;
  return { [kind]: store, key, status, state, answers, delivery };
}

/** Logs what is no more on a disk after `lose`, and what is there again as it was before. */
export function losing<T>(world: World, name: string, shelves: Shelves, lose: () => T): T {
  const before = world.log && recordsOn(shelves);
  const done = lose();
  if (!before) return done;
  const after = recordsOn(shelves);
  const gone = [...before.keys()].filter((place) => !after.has(place));
  const isAgain = [...after.keys()].filter((place) => before.get(place) !== after.get(place));
  if (gone.length + isAgain.length > 0) world.log?.(name, 'loses', { gone, isAgain });
  return done;
}

function recordsOn(shelves: Shelves): ReadonlyMap<string, unknown> {
  return new Map(
    [...shelves].flatMap(([store, held]) => [...held].map(([key, value]) => [`${store} ${key}`, value] as const)),
  );
}

/** What a transaction has written to a store, and not committed. */
interface Own {
  readonly isCleared: boolean;
  /** By key; `undefined` for what it has removed. */
  readonly values: Map<string, unknown>;
}

/** What a transaction sees: what was committed, and its own changes. */
export function accessTo(shelves: Shelves, changes: Change[], stores: readonly StoreName[]): WriteAccess {
  const written = new Map<StoreName, Own>();
  const shelf = (store: StoreName) => {
    const committed = stores.includes(store) ? shelves.get(store) : undefined;
    if (!committed) throw new DOMException(`${store} is not in this transaction`, 'NotFoundError');
    return committed;
  };
  function note(change: Change): void {
    const { store } = change;
    shelf(store);
    changes.push(change);
    if (change.kind === 'clear') {
      written.set(store, { isCleared: true, values: new Map() });
      return;
    }
    const own = written.get(store) ?? { isCleared: false, values: new Map() };
    written.set(store, own);
    own.values.set(change.key, change.kind === 'put' ? change.value : undefined);
  }
  function valueIn(store: StoreName, key: string): unknown {
    const committed = shelf(store);
    const own = written.get(store);
    return own?.isCleared || own?.values.has(key) ? own.values.get(key) : committed.get(key);
  }
  function valuesIn(store: StoreName): unknown[] {
    const committed = shelf(store);
    const own = written.get(store);
    if (!own) return [...committed.values()];
    const all = new Map([...(own.isCleared ? [] : committed), ...own.values]);
    return [...all.values()].filter((value) => value !== undefined);
  }
  return {
    get: async <S extends StoreName>(store: S, key: unknown) => valueIn(store, String(key)) as RecordOf<S> | undefined,
    all: async <S extends StoreName>(store: S, first?: unknown) => {
      const found = valuesIn(store) as RecordOf<S>[];
      const within = first === undefined ? found : found.filter((value) => partsOfKey(store, value)[0] === first);
      if (within.length < 2) return within;
      const keyed = within.map((value) => ({ value, key: partsOfKey(store, value) }));
      return keyed.sort((one, other) => byKey(one.key, other.key)).map(({ value }) => value);
    },
    put: (store, value) => note({ kind: 'put', store, key: String(partsOfKey(store, value)), value }),
    remove: (store, key) => note({ kind: 'remove', store, key: String(key) }),
    clear: (store) => note({ kind: 'clear', store }),
  };
}

function byKey(one: readonly unknown[], other: readonly unknown[]): number {
  const place = one.findIndex((part, at) => part !== other[at]);
  return (one[place] as string | number) < (other[place] as string | number) ? -1 : 1;
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
