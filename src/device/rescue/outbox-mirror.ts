import { openChannel } from '../outbox/outbox-board.ts';
import { replaceQueued } from '../outbox/queue.ts';
import type { FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings } from '../port/surroundings.ts';
import { partsOfKey } from '../store/memory-store.ts';
import { queueOf } from '../store/queue-of.ts';
import type { ErasureRecord, QueuedEnvelope, RecordOf, StoreName } from '../store/schema.ts';
import type { Database, ReadAccess, StartedDatabase, WriteAccess } from '../store/store.ts';
import { cardAgain, envelopeAgain } from '../store/wait-again.ts';

export interface OutboxMemory {
  readonly queued: readonly QueuedEnvelope[];
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly ErasureRecord[];
}

export interface OutboxMirror {
  readonly remembered: () => OutboxMemory;
  /** For a rescue file: what is remembered, and what this page remembered before the browser kept it for Back, until it has read the disk. */
  readonly spare: () => readonly QueuedEnvelope[];
  /** Reads what was there before, a little at a time. Resolves when the first of it is known. */
  readonly learn: () => Promise<void>;
  /** Makes the other pages forget what was wiped, erased or taken back here, so that they do not write it back. */
  readonly forgetElsewhere: (ids: readonly string[]) => void;
  /** Tells the other pages, but not this one, that this page has created the database again, so that they write back what they remember. */
  readonly tellNew: () => void;
  readonly close: () => void;
}

/** A message between pages: the ids that are not to come back, or that the database was created again. */
type News = readonly string[] | 'new';

interface Hearing {
  readonly onNew: () => void;
  readonly onBack: () => void;
  /** Another page has erased, wiped or taken back what has these ids. */
  readonly onForgotten: (ids: readonly string[]) => void;
}

const TOGETHER = 100;
const STORES = ['outbox', 'finished', 'erasures'] as const;

/**
 * Keeps in memory, too, what is written of finished responses. A rescue file is made of it when the database cannot be read, and the
 * database is filled from it when the browser has emptied it under an open page. Only the page or worker that creates it again
 * notices that, so it tells the others.
 */
export function mirrorOutbox(
  database: StartedDatabase,
  around: Surroundings,
  { onNew, onBack, onForgotten }: Hearing,
): OutboxMirror {
  const memory = createMemory();
  let doubtful: readonly QueuedEnvelope[] = [];
  const channel = newsChannel(around);
  const stop = new AbortController();
  const forgetElsewhere = (ids: readonly string[]) => channel?.postMessage(ids);

  channel?.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data === 'new') return onNew();
    memory.forget(data);
    onForgotten(data);
  });

  database.watch(() => {
    let changes: (() => void)[] = [];
    return {
      watch(tx) {
        changes = [];
        return observed(tx, memory.shelves, (key, change) => {
          changes.push(() => memory.change(key, change));
        });
      },
      committed() {
        const known = memory.erased();
        for (const change of changes) change();
        const erased = [...memory.erased()].filter((id) => !known.has(id));
        if (erased.length > 0) forgetElsewhere(erased);
      },
    };
  });

  const spare = () => [...doubtful, ...memory.all().queued];

  async function page(after: QueuedEnvelope, state: QueuedEnvelope['state']) {
    const read = await database.read(['outbox'], (tx) => queueOf(tx).next(state, after, TOGETHER));
    // Learned at the next call, then.
    if (read.kind === 'unread') return undefined;
    memory.learn('outbox', read.value);
    return read.value.at(-1);
  }

  async function rest(waiting: QueuedEnvelope | undefined, refused: QueuedEnvelope | undefined): Promise<void> {
    for (let after = waiting; after; after = await page(after, 'waiting')) await breath(around);
    for (let after = refused; after; after = await page(after, 'refused')) await breath(around);
  }

  async function learn(): Promise<void> {
    // What waits together with its cards: a card that is written back alone would say for good that its response waits.
    const read = await database.read(STORES, async (tx: ReadAccess) => ({
      waiting: await queueOf(tx).next('waiting', undefined, TOGETHER),
      refused: await queueOf(tx).next('refused', undefined, TOGETHER),
      finished: await tx.all('finished'),
      erasures: await tx.all('erasures'),
    }));
    if (read.kind === 'unread') return;
    const { waiting, refused, finished, erasures } = read.value;
    memory.learn('outbox', [...waiting, ...refused]);
    if (read.kind === 'done') {
      doubtful = [];
      memory.learn('finished', finished);
      memory.learn('erasures', erasures);
    }
    void rest(waiting.at(-1), refused.at(-1));
  }

  // WebKit drops the messages to a page that it keeps for Back, which say what was erased meanwhile.
  function comeBack(): void {
    doubtful = spare();
    memory.clear();
    onBack();
  }
  around.addEventListener('pageshow', ({ persisted }) => persisted && comeBack(), { signal: stop.signal });

  return {
    remembered: memory.all,
    spare,
    learn,
    forgetElsewhere,
    tellNew: () => channel?.postMessage('new'),
    close() {
      stop.abort();
      channel?.close();
    },
  };
}

/** As the mirror's, for a worker, which remembers nothing. */
export function tellNew(around: Surroundings): void {
  const channel = newsChannel(around);
  channel?.postMessage('new' satisfies News);
  channel?.close();
}

function newsChannel(around: Surroundings) {
  return openChannel(around, 'barometre-news');
}

type Shelves = Partial<Record<StoreName, Map<string, unknown>>>;

function createMemory() {
  const queued = new Map<string, QueuedEnvelope>();
  const finished = new Map<string, FinishedResponse>();
  const erasures = new Map<string, ErasureRecord>();
  const shelves: Shelves = { outbox: queued, finished, erasures };
  /** Keys that were changed while older records are read, which must not undo the change. */
  const touched = new Set<string>();
  /** Ids that were erased or wiped in other pages. */
  const gone = new Set<string>();
  return {
    shelves,
    all: (): OutboxMemory => ({
      queued: [...queued.values()],
      finished: [...finished.values()],
      erasures: [...erasures.values()],
    }),
    /** Erasures are not forgotten. */
    clear(): void {
      for (const one of [queued, finished, touched]) one.clear();
    },
    erased: (): ReadonlySet<string> => new Set(erasures.keys()),
    change(key: string, change: () => void): void {
      touched.add(key);
      change();
    },
    learn<S extends (typeof STORES)[number]>(store: S, found: readonly RecordOf<S>[]): void {
      for (const value of found) {
        const key = String(partsOfKey(store, value));
        if (store !== 'erasures' && gone.has(value.id)) continue;
        if (!touched.has(`${store} ${key}`)) shelves[store]?.set(key, value);
      }
    },
    forget(ids: readonly string[]): void {
      for (const id of ids) gone.add(id);
      for (const shelf of [queued, finished])
        for (const [key, { id }] of shelf) if (ids.includes(id)) shelf.delete(key);
    },
  };
}

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

/**
 * Writes what this page remembers into a database that the browser has emptied under it. Returns the ids of finished responses that wait
 * then; `undefined` if that failed.
 */
export async function writeBack(
  database: Database,
  { queued, finished, erasures }: OutboxMemory,
): Promise<readonly string[] | undefined> {
  // Nothing on a first visit, whose answers are not to wait for a write.
  if (queued.length + finished.length + erasures.length === 0) return [];
  const written = await database.write(
    ['outbox', 'finished', 'erasures'],
    async (tx) => {
      const waiting: string[] = [];
      for (const one of erasures) {
        if (await tx.get('erasures', one.id)) continue;
        tx.put('erasures', one);
        // Another page may have written it back before, and not have heard.
        tx.remove('finished', one.id);
        for (const { sequence } of await tx.all('outbox', one.id)) tx.remove('outbox', [one.id, sequence]);
      }
      // What was erased since it was remembered stays so.
      const isGone = async (id: string) => (await tx.get('erasures', id)) !== undefined;
      // Another tab may have done so before, and gone further; or sent what this one has not seen leave.
      for (const one of queued) {
        if (await isGone(one.id)) continue;
        if (one.status === 'complete') waiting.push(one.id);
        if (await tx.get('outbox', [one.id, one.sequence])) continue;
        // A part too, whose respondent may have left meanwhile: nothing would close it then.
        await replaceQueued(tx, envelopeAgain(one));
      }
      for (const one of finished)
        if (!(await isGone(one.id)) && ((await tx.get('finished', one.id))?.sequence ?? -1) < one.sequence)
          tx.put('finished', cardAgain(one));
      return waiting;
    },
    'strict',
  );
  return written.kind === 'done' ? written.value : undefined;
}
