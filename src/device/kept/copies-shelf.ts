import type { FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { QueuedEnvelope } from '../store/schema.ts';

/** Not named as releases are, which the worker prunes. */
const SHELF = 'outbox-copies';
/** The path of the copy of the day records. */
export const DAYS = '/days';
/** How long to wait for another tab that is at the copies, in milliseconds. */
const PATIENCE = 2000;

/** The shelf of the copies, one page or worker at a time. */
export function shelfIn(around: Surroundings) {
  return {
    /** Goes on without the lock once a frozen tab has held it for long. */
    locked<T>(work: () => Promise<T>): Promise<T> {
      const { locks } = around.navigator;
      if (locks === undefined) return work();
      let begun: Promise<T> | undefined;
      const begin = () => {
        begun ??= work();
        return begun;
      };
      const late = new Promise<void>((resolve) => around.setTimeout(resolve, PATIENCE));
      const ask = (): Promise<T> =>
        locks.request(SHELF, begin).catch((error: unknown) => {
          const why = error instanceof DOMException ? error.name : undefined;
          // Refused where cookies are blocked.
          if (why === 'SecurityError') return begin();
          // WebKit takes the locks of a page that it keeps for Back. Work that had begun goes on when the page comes back.
          if (why === 'AbortError') return begun ?? ask();
          throw error;
        });
      return Promise.race([ask(), late.then(begin)]);
    },
    /** `no-shelf`: a page that came over `http` has no Cache Storage, and blocked storage forbids it. `failed`: it is there and did not work. */
    async onShelf<T>(work: (shelf: Cache) => Promise<T>): Promise<T | 'no-shelf' | 'failed'> {
      const { caches } = around;
      if (!caches) return 'no-shelf';
      try {
        return await work(await caches.open(SHELF));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        return error.name === 'SecurityError' ? 'no-shelf' : 'failed';
      }
    },
  };
}

/**
 * What this file has put there, so that its shape is known; `undefined` when another tab has just removed it, and when a power cut has
 * left a part of its text. A body that cannot be read rejects as other failures of the storage do.
 */
export async function jsonAt<T>(shelf: Cache, path: string): Promise<T | undefined> {
  try {
    return (await (await shelf.match(path))?.json()) as T | undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof TypeError) throw new DOMException(error.message, 'DataError');
    throw error;
  }
}

export async function putJson(shelf: Cache, path: string, value: unknown): Promise<void> {
  await shelf.put(path, new Response(JSON.stringify(value)));
}

type CopyKind = 'outbox' | 'cards' | 'erasures';

/** Returns the path of the copy of an envelope. */
export function copyPath({ id, sequence }: Pick<QueuedEnvelope, 'id' | 'sequence'>): string {
  return `/outbox/${id}/${sequence}`;
}

/** Returns the path of the copy of the card of a received response. */
export function cardPath({ id, sequence }: Pick<FinishedResponse, 'id' | 'sequence'>): string {
  return `/cards/${id}/${sequence}`;
}

/** Returns the id in the path of a copy. */
export function idOf(path: string): string {
  return path.split('/')[2] ?? '';
}

export async function pathsOf(shelf: Cache, ...kinds: readonly CopyKind[]): Promise<readonly string[]> {
  const paths = (await shelf.keys()).map(({ url }) => new URL(url).pathname);
  return paths.filter((path) => kinds.some((kind) => path.startsWith(`/${kind}/`)));
}
