import type { FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings } from '../port/surroundings.ts';
import { partsOfKey } from './memory-store.ts';
import { queueOf } from './queue-of.ts';
import type { KeptErasure, QueuedEnvelope, Stored, StoreName } from './schema.ts';
import type { Database, ReadAccess, StartedDatabase, WriteAccess } from './store.ts';

export interface Remembered {
  readonly queued: readonly QueuedEnvelope[];
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly KeptErasure[];
}

export interface OutboxMirror {
  readonly remembered: () => Remembered;
  /** Reads what was there before, a little at a time. Resolves when the first of it is known. */
  readonly learn: () => Promise<void>;
}

const TOGETHER = 100;
const STORES = ['outbox', 'finished', 'erasures'] as const;

/**
 * Keeps in memory, too, what is written of finished responses. A rescue file is made of it when the database cannot be read, and the
 * database is filled from it when the browser has emptied it under an open page.
 */
export function mirrorOutbox(database: StartedDatabase, around: Surroundings): OutboxMirror {
  const queued = new Map<string, QueuedEnvelope>();
  const finished = new Map<string, FinishedResponse>();
  const erasures = new Map<string, KeptErasure>();
  const shelves: Shelves = { outbox: queued, finished, erasures };
  /** What was changed while older records are read must not be undone by them. */
  const touched = new Set<string>();

  database.watch(() => {
    let changes: (() => void)[] = [];
    return {
      watch(tx) {
        changes = [];
        return observed(tx, shelves, (key, change) => {
          changes.push(() => {
            touched.add(key);
            change();
          });
        });
      },
      committed() {
        for (const change of changes) change();
      },
    };
  });

  const learned = <S extends StoreName>(store: S, found: readonly Stored<S>[]) => {
    for (const value of found) {
      const key = String(partsOfKey(store, value));
      if (!touched.has(`${store} ${key}`)) shelves[store]?.set(key, value);
    }
  };

  async function page(after: QueuedEnvelope | undefined, state: QueuedEnvelope['state']) {
    const read = await database.read(['outbox'], (tx) => queueOf(tx).next(state, after, TOGETHER));
    // Learned at the next call, then.
    if (read.kind === 'unread') return undefined;
    learned('outbox', read.value);
    return read.value.at(-1);
  }

  async function rest(last: QueuedEnvelope | undefined): Promise<void> {
    for (let after = last; after; after = await page(after, 'waiting')) await breath(around);
    for (let after = await page(undefined, 'refused'); after; after = await page(after, 'refused'))
      await breath(around);
  }

  return {
    remembered: () => ({
      queued: [...queued.values()],
      finished: [...finished.values()],
      erasures: [...erasures.values()],
    }),
    async learn() {
      const read = await database.read(STORES, async (tx: ReadAccess) => ({
        finished: await tx.all('finished'),
        erasures: await tx.all('erasures'),
      }));
      if (read.kind === 'done') {
        learned('finished', read.value.finished);
        learned('erasures', read.value.erasures);
      }
      void rest(await page(undefined, 'waiting'));
    },
  };
}

type Shelves = Partial<Record<StoreName, Map<string, unknown>>>;

/** Notes what a write changes of these shelves, by store and key. */
function observed(tx: WriteAccess, shelves: Shelves, note: (key: string, change: () => void) => void): WriteAccess {
  return {
    ...tx,
    put(store, value) {
      tx.put(store, value);
      const key = String(partsOfKey(store, value));
      if (shelves[store]) note(`${store} ${key}`, () => shelves[store]?.set(key, value));
    },
    remove(store, key) {
      tx.remove(store, key);
      if (shelves[store]) note(`${store} ${key}`, () => shelves[store]?.delete(String(key)));
    },
    clear(store) {
      tx.clear(store);
      note(store, () => shelves[store]?.clear());
    },
  };
}

/** A tap that waits goes first. */
function breath(around: Surroundings): Promise<void> {
  return new Promise((resolve) => around.setTimeout(resolve, 20));
}

/** Writes what this page remembers into a database that the browser has emptied under it. */
export async function writeBack(database: Database, { queued, finished, erasures }: Remembered): Promise<void> {
  await database.write(
    ['outbox', 'finished', 'erasures'],
    async (tx) => {
      for (const one of erasures) if (!(await tx.get('erasures', one.id))) tx.put('erasures', one);
      // What was erased since it was remembered stays so.
      const isGone = async (id: string) => (await tx.get('erasures', id)) !== undefined;
      // Another tab may have done so before, and gone further; or sent what this one has not seen leave.
      for (const one of queued)
        if (!(await isGone(one.id)) && !(await tx.get('outbox', [one.id, one.sequence])))
          tx.put('outbox', { ...one, hasLeft: true });
      for (const one of finished)
        if (!(await isGone(one.id)) && !(await tx.get('finished', one.id))) tx.put('finished', one);
    },
    'strict',
  );
}
