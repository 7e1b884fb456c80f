import { openDB, unwrap } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type Schema, upgrade } from './schema.ts';
import { abortAll } from './transact.ts';

/** The one handle on the database, opened again after the browser killed it. */
export interface Connection {
  /** Rejects when the database does not open, or not soon; it may open later all the same. */
  readonly current: () => Promise<IDBDatabase>;
  /** An older release, in another tab, keeps this one from upgrading the database. */
  readonly isBlocked: () => boolean;
  /** This handle is dead, or may be: the next to ask opens another. */
  readonly drop: (dead: IDBDatabase) => void;
  readonly close: () => void;
}

export interface ConnectionEvents {
  /** A later release, in another tab, is waiting to upgrade the database. */
  readonly onOutdated?: (() => void) | undefined;
  /** The database was emptied under us (by the browser, or by `Clear-Site-Data`) and is new again. */
  readonly onEmptied?: (() => void) | undefined;
  /** At last, perhaps long after those who asked were told that it does not open. */
  onOpen?: () => void;
  /** What was given while it was not open is in it. */
  readonly onMoved?: () => void;
}

/** WebKit sometimes never answers an open, in milliseconds: whoever asks again makes another try. */
const PATIENCE = 1500;

export function connect(events: ConnectionEvents): Connection {
  let live: IDBDatabase | undefined;
  let opening: Promise<IDBDatabase> | undefined;
  let version: number | undefined = DATABASE_VERSION;
  let hasOpened = false;
  let isBlocked = false;
  let isClosed = false;

  function drop(dead: IDBDatabase): void {
    dead.close();
    if (live === dead) live = undefined;
  }

  async function attempt(): Promise<IDBDatabase> {
    const wrapped = await openDB<Schema>(DATABASE_NAME, version, {
      upgrade(fresh, from, _, tx) {
        upgrade(unwrap(fresh), unwrap(tx));
        if (from === 0 && hasOpened) events.onEmptied?.();
      },
      blocked() {
        isBlocked = true;
      },
      // Transactions under way end first; every answer is already committed.
      blocking(_, wanted) {
        drop(database);
        // Not when it is deleted: this release then makes it again.
        if (wanted === null) return;
        version = undefined;
        events.onOutdated?.();
      },
      terminated: () => drop(database),
    });
    const database = unwrap(wrapped);
    if (live || isClosed) database.close();
    live ??= database;
    hasOpened = true;
    isBlocked = false;
    events.onOpen?.();
    return live;
  }

  async function open(): Promise<IDBDatabase> {
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new DOMException('', 'TimeoutError')), PATIENCE),
    );
    try {
      return await Promise.race([attempt(), late]);
    } catch (error) {
      // A release that was put back, or whose tab was left open, works on in what a later one has made of the database.
      if (error instanceof DOMException && error.name === 'VersionError') version = undefined;
      throw error;
    } finally {
      opening = undefined;
    }
  }

  whenPutAside(() => {
    if (live) drop(live);
    opening = new Promise((resolve) => addEventListener('pageshow', resolve, { once: true })).then(open);
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
function whenPutAside(act: () => void): void {
  // A worker, which nobody leaves, has no vendor.
  if (!/^A/.test(navigator.vendor)) return;
  addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) return;
    abortAll();
    act();
  });
}
