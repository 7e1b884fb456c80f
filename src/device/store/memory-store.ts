import type { StoreKey } from 'idb';
import type { Schema, Stored, StoreName } from './schema.ts';
import type { Database, Transacted, WriteAccess } from './store.ts';

type Done<T> = Extract<Transacted<T>, { readonly kind: 'done' }>;

type Shelves = { readonly [S in StoreName]: Map<string, Stored<S>> };

const KEY_OF: { readonly [S in StoreName]: (value: Stored<S>) => StoreKey<Schema, S> } = {
  drafts: (draft) => draft.id,
  outbox: (envelope) => [envelope.id, envelope.sequence],
  finished: (response) => response.id,
  definitions: (kept) => [kept.survey, kept.revision, kept.language],
  results: (results) => results.survey,
  erasures: (erasure) => erasure.id,
  locked: (draft) => draft.id,
  seals: (seal) => seal.survey,
  contacts: (contact) => contact.id,
  days: (one) => one.day,
  kept: (copy) => copy.id,
  verbatims: (verbatims) => verbatims.survey,
};

/** The same stores for browsers that keep nothing: they live until the page closes, and the page says so. */
export function memoryDatabase(): Database {
  let shelves = copyOf({
    drafts: new Map(),
    outbox: new Map(),
    finished: new Map(),
    definitions: new Map(),
    results: new Map(),
    erasures: new Map(),
    locked: new Map(),
    seals: new Map(),
    contacts: new Map(),
    days: new Map(),
    kept: new Map(),
    verbatims: new Map(),
  });
  let last: Promise<unknown> = Promise.resolve();

  async function run<T>(work: (tx: WriteAccess) => Promise<T>): Promise<Done<T>> {
    const changed = copyOf(shelves);
    const value = await work(facade(changed));
    shelves = changed;
    return { kind: 'done', value };
  }

  function inTurn<T>(work: (tx: WriteAccess) => Promise<T>): Promise<Done<T>> {
    const result = last.then(() => run(work));
    // A failure is told to its own caller, not to the next.
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  return { keeps: 'memory', read: (_, work) => inTurn(work), write: (_, work) => inTurn(work), close() {} };
}

function copyOf(shelves: Shelves): Shelves {
  return {
    drafts: new Map(shelves.drafts),
    outbox: new Map(shelves.outbox),
    finished: new Map(shelves.finished),
    definitions: new Map(shelves.definitions),
    results: new Map(shelves.results),
    erasures: new Map(shelves.erasures),
    locked: new Map(shelves.locked),
    seals: new Map(shelves.seals),
    contacts: new Map(shelves.contacts),
    days: new Map(shelves.days),
    kept: new Map(shelves.kept),
    verbatims: new Map(shelves.verbatims),
  };
}

function facade(shelves: Shelves): WriteAccess {
  return {
    get: async (store, key) => shelves[store].get(String(key)),
    all: async (store, first) =>
      [...shelves[store].values()].filter((value) => first === undefined || [KEY_OF[store](value)].flat()[0] === first),
    put(store, value) {
      shelves[store].set(String(KEY_OF[store](value)), structuredClone(value));
    },
    remove(store, key) {
      shelves[store].delete(String(key));
    },
    clear: (store) => shelves[store].clear(),
  };
}
