import type { QueuedEnvelope } from '../../src/device/store/schema.ts';
import { createSimDisk } from './sim-disk.ts';
import { createSimLocks } from './sim-locks.ts';
import { shown } from './sim-shelves.ts';
import type { Owner, World } from './world.ts';

/** What the pages and the worker of one browser share: the disk, the second storage, the locks and the channels. */
export type Origin = ReturnType<typeof createOrigin>;

const COPIES = 'outbox-copies';
const SHARED = 'rescue-shared';
const NOTHING: ReadonlyMap<string, string> = new Map();

export interface Writer {
  readonly owner: Owner;
  readonly at: number;
}

type Channel = new (name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;

interface Listener {
  readonly owner: Owner;
  readonly name: string;
  readonly hear: (event: { readonly data: unknown }) => void;
}

export function createOrigin(world: World, name: string) {
  const writers = new Map<string, Writer>();
  /** The paths that were copied once. */
  const copied = new Set<string>();
  const busy = new Map<Owner, number>();
  let [writesLeft, dies] = [0, (_: Owner) => {}];
  let look = (_: unknown) => {};
  const countWrite = (owner: Owner) => {
    if (writesLeft > 0 && --writesLeft === 0) world.after({ name, isAlive: true }, 0, () => dies(owner));
  };
  const disk = createSimDisk(world, name, (owner, changes) => {
    world.log?.(owner.name, 'writes', { changes: changes.map(shown) });
    countWrite(owner);
    for (const change of changes) {
      if (change.kind !== 'put') continue;
      look(change.value);
      // An erasure of what cannot have left has no copy: a later one of the same response may need it, by another page.
      if (Object(change.value).mayHaveLeft === false) continue;
      const path = `/${change.store}/${change.key.replace(',', '/')}`;
      // What was received is copied with what else waits, once the endpoint that was put back has been heard.
      const wasKept = changes.some((one) => one.kind === 'remove' && one.store === 'kept' && path.includes(one.key));
      if (!copied.has(path) && !writers.has(path) && !wasKept) writers.set(path, { owner, at: world.elapsed() });
    }
  });
  const locks = createSimLocks(world, name);

  function underWay<T>(owner: Owner, work: Promise<T>): Promise<T> {
    busy.set(owner, (busy.get(owner) ?? 0) + 1);
    const over = () => void busy.set(owner, (busy.get(owner) ?? 0) - 1);
    work.then(over, over);
    return work;
  }

  const caches = new Map<string, Map<string, string>>([[COPIES, new Map()]]);
  let listeners: Listener[] = [];
  let generation = 0;
  /** How many copies were removed and not replaced. */
  let room = 0;
  const subject = `caches ${name}`;
  const pause = () => world.between(subject, 0.2, 3);

  /** Runs `act` in a separate event, and resolves only if the owner is still alive. */
  function later<T>(owner: Owner, act: () => T, resolveWith = (resolve: () => void) => resolve()): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      world.after(owner, pause(), () => {
        if (world.elapsed() < disk.ailments.failsUntil) return reject(new DOMException('', 'UnknownError'));
        try {
          const done = act();
          resolveWith(() => resolve(done));
        } catch (error) {
          reject(error);
        }
      });
    });
    return underWay(owner, done);
  }
  /** The page hears of a change in another event, before which it may die. */
  const change = <T>(owner: Owner, act: () => T) =>
    later(owner, act, (resolve) => world.after(owner, pause(), resolve));

  function noteCopy(owner: Owner, path: string, what: 'copies' | 'removes the copy'): void {
    world.log?.(owner.name, what, { path });
    countWrite(owner);
  }

  function shelfOf(owner: Owner, cache: string): Cache {
    // A cache that was opened and then deleted by name still takes what is put into it; no later page finds that.
    const texts = caches.get(cache) ?? new Map<string, string>();
    caches.set(cache, texts);
    const shelf = {
      keys: () => later(owner, () => [...texts.keys()].map((path) => ({ url: `https://barometre.example${path}` }))),
      match: (path: string) =>
        later(owner, () => {
          const text = texts.get(path);
          return text === undefined
            ? undefined
            : { json: async () => JSON.parse(text), blob: async () => new Blob([text]) };
        }),
      delete: (path: string) =>
        change(owner, () => {
          generation++;
          const isGone = texts.delete(path);
          if (isGone) {
            room++;
            noteCopy(owner, path, 'removes the copy');
          }
          return isGone;
        }),
      async put(path: string, response: Response) {
        const text = await response.text();
        await change(owner, () => {
          // A full disk has room again for as much as was removed.
          if (world.elapsed() < disk.ailments.fullUntil && room === 0) throw new DOMException('', 'QuotaExceededError');
          room = Math.max(0, room - 1);
          texts.set(path, text);
          if (cache === COPIES) look(text);
          generation++;
          noteCopy(owner, path, 'copies');
          copied.add(path);
          writers.delete(path);
        });
      },
    };
    return shelf as unknown as Cache;
  }

  return {
    name,
    disk,
    locks,
    /** The second copies: texts by path. */
    copies: caches.get(COPIES) ?? NOTHING,
    copiesGeneration: () => generation,
    /** Files that another application has shared: texts by path. */
    shared: () => caches.get(SHARED) ?? NOTHING,
    cachesOf: (owner: Owner): Pick<CacheStorage, 'open' | 'delete'> => ({
      open: (cache) => later(owner, () => shelfOf(owner, cache)),
      delete: (cache) =>
        later(owner, () => {
          countWrite(owner);
          return caches.delete(cache);
        }),
    }),
    channelOf: (owner: Owner): Channel =>
      class {
        readonly #name: string;
        #own: Listener[] = [];
        #isClosed = false;
        constructor(channel: string) {
          this.#name = channel;
        }
        postMessage(data: unknown) {
          if (this.#isClosed) throw new DOMException('', 'InvalidStateError');
          // WebKit drops what is said while it keeps a page for Back; other browsers then drop the page.
          for (const one of listeners)
            if (one.name === this.#name && !this.#own.includes(one) && !one.owner.held)
              world.after(one.owner, pause(), () => listeners.includes(one) && one.hear({ data }));
        }
        addEventListener(_: string, hear: unknown) {
          const listener = { owner, name: this.#name, hear: hear as Listener['hear'] };
          this.#own.push(listener);
          listeners.push(listener);
        }
        close() {
          this.#isClosed = true;
          listeners = listeners.filter((one) => !this.#own.includes(one));
        }
      },
    indexedDbOf(owner: Owner): Pick<IDBFactory, 'open' | 'deleteDatabase'> {
      const request = (result: unknown, done: () => void = () => {}) => {
        const asked: { result: unknown; onsuccess?: () => void } = { result };
        world.after(owner, world.between(subject, 5, 200), () => {
          done();
          asked.onsuccess?.();
        });
        return asked as unknown as IDBOpenDBRequest;
      };
      return { open: () => request({ close() {} }), deleteDatabase: () => request(undefined, disk.newLog) };
    },
    /** Calls `look` with each value that is put into the database or the second copies. */
    watch(act: (value: unknown) => void) {
      look = act;
    },
    /** After so many writes, to the disk or to the second copies, `dies` is called, before the page that made the last hears of it. */
    dieAfter(writes: number, act: (owner: Owner) => void) {
      [writesLeft, dies] = [writes, act];
    },
    /** The page or worker that wrote what has never had a copy at this path, and when. */
    writerOf: (path: string) => writers.get(path),
    wasCopied: (path: string) => copied.has(path),
    /** It waits for nothing of the database, the caches or a lock. */
    isAtRest: (owner: Owner) => !disk.isBusy(owner) && !locks.isAsking(owner) && (busy.get(owner) ?? 0) === 0,
    /** What is counted for `isAtRest` until it is over. */
    underWay,
    /** No browser keeps such a page for Back. */
    isBusy: (owner: Owner) => disk.isBusy(owner) || locks.isBusy(owner),
    killed(owner: Owner) {
      disk.killed(owner);
      locks.killed(owner);
      listeners = listeners.filter((one) => one.owner !== owner);
    },
  };
}

export function outboxOf({ origin }: { readonly origin: Origin }): readonly QueuedEnvelope[] {
  return [...(origin.disk.shelves.get('outbox')?.values() ?? [])] as QueuedEnvelope[];
}

export function hasDraft({ origin }: { readonly origin: Origin }, { id }: { readonly id: string }): boolean {
  return (['drafts', 'locked'] as const).some((store) => origin.disk.shelves.get(store)?.has(id));
}
