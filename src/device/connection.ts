import { openDB, unwrap } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type Schema, upgrade } from './schema.ts';

/** The one handle on the database, opened again after the browser killed it. */
export interface Connection {
  readonly current: () => Promise<IDBDatabase>;
  readonly drop: () => void;
  /** Drops it for good. */
  readonly close: () => void;
}

export interface ConnectionEvents {
  /** A later release, in another tab, is waiting to upgrade the database. */
  readonly onOutdated?: (() => void) | undefined;
  /** The database was emptied under us (by the browser, or by `Clear-Site-Data`) and is new again. */
  readonly onEmptied?: (() => void) | undefined;
}

/** WebKit sometimes never answers an open: a second one is tried halfway, and then we do without. */
const PATIENCE = 3000;

/** `undefined` when this browser gives no database. */
export async function openConnection({ onOutdated, onEmptied }: ConnectionEvents): Promise<Connection | undefined> {
  let handle: Promise<IDBDatabase> | undefined;
  let hasOpened = false;
  let isClosed = false;

  function open(): Promise<IDBDatabase> {
    let mine: IDBDatabase | undefined;
    const forget = () => {
      mine?.close();
      if (handle === opened) handle = undefined;
    };
    const opened = withinPatience(async (isLate) => {
      const database = await openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
        upgrade(database, from) {
          upgrade(database, from);
          if (from === 0 && hasOpened) onEmptied?.();
        },
        // Transactions under way end first; every answer is already committed.
        blocking() {
          forget();
          onOutdated?.();
        },
        terminated: forget,
      });
      if (isLate()) database.close();
      hasOpened = true;
      mine = unwrap(database);
      return mine;
    });
    return opened;
  }

  async function current(): Promise<IDBDatabase> {
    if (isClosed) throw new DOMException('this device was closed', 'InvalidStateError');
    handle ??= open();
    const opening = handle;
    try {
      return await opening;
    } catch (error) {
      if (handle === opening) handle = undefined;
      throw error;
    }
  }

  function drop(): void {
    const dropped = handle;
    handle = undefined;
    dropped?.then(
      (database) => database.close(),
      () => undefined, // Whoever awaited it has been told.
    );
  }

  try {
    await current();
    return {
      current,
      drop,
      close() {
        isClosed = true;
        drop();
      },
    };
  } catch (error) {
    // No database at all (private mode, blocked storage, some in-app browsers), or none in time.
    if (error instanceof DOMException || typeof indexedDB === 'undefined') return undefined;
    throw error;
  }
}

/** The first of two attempts to succeed. A failure is final only when the second has failed too. */
function withinPatience(attempt: (isLate: () => boolean) => Promise<IDBDatabase>): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let settled = false;
    let failures = 0;
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(second);
      clearTimeout(last);
      act();
    };
    const start = () => {
      attempt(() => settled).then(
        (database) => settle(() => resolve(database)),
        (error: unknown) => {
          failures++;
          if (failures === 2) settle(() => reject(error));
          else if (!settled) {
            clearTimeout(second);
            start();
          }
        },
      );
    };
    const second = setTimeout(start, PATIENCE / 2);
    const last = setTimeout(
      () => settle(() => reject(new DOMException('the database did not open in time', 'TimeoutError'))),
      PATIENCE,
    );
    start();
  });
}
