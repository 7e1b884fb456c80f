import type { FinishedResponse } from '../port/device.ts';
import { queueOf } from './queue-of.ts';
import type { KeptErasure, QueuedEnvelope, StoreName } from './schema.ts';
import type { ReadAccess, StartedDatabase, WriteAccess } from './store.ts';

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
export function mirrorOutbox(database: StartedDatabase): OutboxMirror {
  const queued = new Map<string, QueuedEnvelope>();
  const finished = new Map<string, FinishedResponse>();
  const erasures = new Map<string, KeptErasure>();
  const shelves: Partial<Record<StoreName, Map<string, unknown>>> = { outbox: queued, finished, erasures };
  /** What was changed while older records are read must not be undone by them. */
  const touched = new Set<string>();
  const keyOf = ({ id, sequence }: { readonly id: string; readonly sequence: number }) => `${id} ${sequence}`;

  database.watch(() => {
    let changes: (() => void)[] = [];
    return {
      watch(tx) {
        changes = [];
        return observed(tx, changes);
      },
      committed() {
        for (const change of changes) change();
      },
    };
  });

  function observed(tx: WriteAccess, changes: (() => void)[]): WriteAccess {
    const note = (store: string, key: string, change: () => void) =>
      changes.push(() => {
        touched.add(`${store} ${key}`);
        change();
      });
    return {
      ...tx,
      put(store, value) {
        tx.put(store, value);
        // A store's name does not narrow its records: they are told apart by what they alone hold.
        if ('failures' in value) note('outbox', keyOf(value), () => queued.set(keyOf(value), value));
        else if ('facts' in value) note('finished', value.id, () => finished.set(value.id, value));
        else if ('mayHaveLeft' in value) note('erasures', value.id, () => erasures.set(value.id, value));
      },
      remove(store, key) {
        tx.remove(store, key);
        const name = String(key);
        if (store === 'outbox') note(store, name.replace(',', ' '), () => queued.delete(name.replace(',', ' ')));
        else if (store === 'finished') note(store, name, () => finished.delete(name));
        else if (store === 'erasures') note(store, name, () => erasures.delete(name));
      },
      clear(store) {
        tx.clear(store);
        changes.push(() => shelves[store]?.clear());
      },
    };
  }

  const learned = <T>(store: string, known: Map<string, T>, found: readonly T[], key: (value: T) => string) => {
    for (const value of found) if (!touched.has(`${store} ${key(value)}`)) known.set(key(value), value);
  };

  async function page(after: QueuedEnvelope | undefined, state: QueuedEnvelope['state']) {
    const read = await database.read(['outbox'], (tx) => queueOf(tx).next(state, after, TOGETHER));
    // Learned at the next call, then.
    if (read.kind === 'unread') return undefined;
    learned('outbox', queued, read.value, keyOf);
    return read.value.at(-1);
  }

  async function rest(last: QueuedEnvelope | undefined): Promise<void> {
    for (let after = last; after; after = await page(after, 'waiting')) await breath();
    for (let after = await page(undefined, 'refused'); after; after = await page(after, 'refused')) await breath();
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
        learned('finished', finished, read.value.finished, ({ id }) => id);
        learned('erasures', erasures, read.value.erasures, ({ id }) => id);
      }
      void rest(await page(undefined, 'waiting'));
    },
  };
}

/** A tap that waits goes first. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
