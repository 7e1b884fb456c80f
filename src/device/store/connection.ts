import type { Surroundings, Timer } from '../port/surroundings.ts';
import type { Disk, SurroundingsWithDisk } from './disk.ts';
import { openIndexedDb } from './indexed-db.ts';
import { DATABASE_VERSION } from './schema.ts';
import { abortAll } from './transact.ts';

/** The one handle on the database, opened again after the browser killed it. */
export interface Connection {
  /** Rejects when the database does not open, or not soon; it may open later all the same. */
  readonly current: () => Promise<Disk>;
  /** An older release, in another tab, keeps this one from upgrading the database. */
  readonly isBlocked: () => boolean;
  /** This handle is dead, or may be: the next to ask opens another. */
  readonly drop: (dead: Disk) => void;
  readonly close: () => void;
}

export interface ConnectionEvents {
  /** A later release, in another tab, is waiting to upgrade the database. */
  readonly onOutdated?: (() => void) | undefined;
  /** Called on each successful open but the first: the browser may have emptied the database since. */
  readonly onReopened?: (() => void) | undefined;
  /** Resolves when the database opens, perhaps long after callers got a failure. */
  onOpen?: () => void;
  /** Called once the answers that were given while it was not open are in it. */
  readonly onMoved?: () => void;
}

/** Timeout for opening, in milliseconds, since WebKit sometimes never responds: the next caller tries again. */
const PATIENCE = 1500;

export function connect(around: SurroundingsWithDisk, events: ConnectionEvents): Connection {
  let live: Disk | undefined;
  let opening: Promise<Disk> | undefined;
  let version: number | undefined = DATABASE_VERSION;
  let isBlocked = false;
  let isClosed = false;
  let hasOpened = false;

  function drop(dead: Disk): void {
    dead.close();
    if (live === dead) live = undefined;
  }

  async function attempt(): Promise<Disk> {
    const disk = await (around.openDisk ?? openIndexedDb)(version, {
      blocked() {
        isBlocked = true;
      },
      // Transactions under way end first; every answer is already committed.
      blocking(_, wanted) {
        drop(disk);
        // Not when it is deleted: this release then makes it again.
        if (wanted === null) return;
        version = undefined;
        events.onOutdated?.();
      },
      terminated: () => drop(disk),
    });
    if (live || isClosed) disk.close();
    live ??= disk;
    isBlocked = false;
    events.onOpen?.();
    if (hasOpened) events.onReopened?.();
    hasOpened = true;
    return live;
  }

  async function open(): Promise<Disk> {
    let limit: Timer | undefined;
    const late = new Promise<never>((_, reject) => {
      limit = around.setTimeout(() => reject(new DOMException('', 'TimeoutError')), PATIENCE);
    });
    try {
      return await Promise.race([attempt(), late]);
    } catch (error) {
      // A release that was put back, or whose tab was left open, works on in what a later one has made of the database.
      if (error instanceof DOMException && error.name === 'VersionError') version = undefined;
      throw error;
    } finally {
      around.clearTimeout(limit);
      opening = undefined;
    }
  }

  whenPutAside(around, () => {
    if (live) drop(live);
    opening = new Promise<unknown>((resolve) => around.addEventListener('pageshow', resolve, { once: true })).then(
      open,
    );
  });

  return {
    async current() {
      if (isClosed) throw new DOMException('', 'InvalidStateError');
      if (live) return live;
      opening ??= open();
      return opening;
    },
    isBlocked: () => isBlocked,
    drop,
    close() {
      isClosed = true;
      if (live) drop(live);
    },
  };
}

/**
 * WebKit keeps a page that is left for Back with its transactions under way, and every later page waits for their stores, for ever. So
 * they are aborted; they, and what is asked meanwhile, are done when the page comes back.
 */
function whenPutAside(around: Surroundings, act: () => void): void {
  // A worker has no `vendor`, and is never put into the back/forward cache.
  if (!/^A/.test(around.navigator.vendor)) return;
  around.addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) return;
    abortAll();
    act();
  });
}
