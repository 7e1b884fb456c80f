import { type RecordOf, STORE_NAMES, STORES, type StoreName } from './schema.ts';
import type { Database, Transacted, WriteAccess } from './store.ts';

type Done<T> = Extract<Transacted<T>, { readonly kind: 'done' }>;

/** The records of each store by their key, as text. */
type Shelves = ReadonlyMap<StoreName, Map<string, unknown>>;

/** The same stores for browsers that keep nothing: they live until the page closes, and the page says so. */
export function memoryDatabase(): Database {
  let shelves: Shelves = new Map(STORE_NAMES.map((store) => [store, new Map()]));
  let last: Promise<unknown> = Promise.resolve();

  async function run<T>(work: (tx: WriteAccess) => Promise<T>): Promise<Done<T>> {
    const changed = new Map([...shelves].map(([store, records]) => [store, new Map(records)]));
    const value = await work(facade(changed));
    shelves = changed;
    return { kind: 'done', value };
  }

  function inTurn<T>(work: (tx: WriteAccess) => Promise<T>): Promise<Done<T>> {
    const result = last.then(() => run(work));
    // A failure rejects its own caller, not the next one.
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  return { keeps: 'memory', read: (_, work) => inTurn(work), write: (_, work) => inTurn(work), close() {} };
}

function facade(shelves: Shelves): WriteAccess {
  // Only `put` fills a store, with records of its type.
  const shelf = <S extends StoreName>(store: S) => shelves.get(store) as Map<string, RecordOf<S>>;
  return {
    get: async (store, key) => shelf(store).get(String(key)),
    all: async (store, first) =>
      [...shelf(store).values()].filter((value) => first === undefined || partsOfKey(store, value)[0] === first),
    put(store, value) {
      shelf(store).set(String(partsOfKey(store, value)), structuredClone(value));
    },
    remove(store, key) {
      shelf(store).delete(String(key));
    },
    clear: (store) => shelf(store).clear(),
  };
}

/** The parts of a record's key. */
export function partsOfKey<S extends StoreName>(store: S, value: RecordOf<S>): readonly unknown[] {
  const { key } = STORES[store];
  return (Array.isArray(key) ? key : [key]).map((part) => value[part]);
}
