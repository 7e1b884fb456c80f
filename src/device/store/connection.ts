import { openDB, unwrap } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type Schema, upgrade } from './schema.ts';

/** The one handle on the database, opened again after the browser killed it. */
export interface Connection {
  readonly current: () => Promise<IDBDatabase>;
  /** This handle is dead, or may be: whoever comes next opens another. */
  readonly drop: (dead: IDBDatabase) => void;
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
  let live: IDBDatabase | undefined;
  let opening: Promise<IDBDatabase> | undefined;
  let hasOpened = false;
  let isClosed = false;

  function drop(dead: IDBDatabase): void {
    dead.close();
    if (live === dead) live = undefined;
  }

  async function attempt(isLate: () => boolean): Promise<IDBDatabase> {
    const wrapped = await openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade(fresh, from) {
        upgrade(fresh, from);
        if (from === 0 && hasOpened) onEmptied?.();
      },
      // Transactions under way end first; every answer is already committed.
      blocking() {
        drop(database);
        onOutdated?.();
      },
      terminated: () => drop(database),
    });
    const database = unwrap(wrapped);
    if (isLate() || isClosed) database.close();
    return database;
  }

  async function open(): Promise<IDBDatabase> {
    try {
      live = await withinPatience(attempt);
      hasOpened = true;
      return live;
    } finally {
      opening = undefined;
    }
  }

  async function current(): Promise<IDBDatabase> {
    if (isClosed) throw new DOMException('this device was closed', 'InvalidStateError');
    if (live) return live;
    opening ??= open();
    return opening;
  }

  try {
    await current();
  } catch (error) {
    // No database at all (private mode, blocked storage, some in-app browsers), or none in time.
    if (error instanceof DOMException || typeof indexedDB === 'undefined') return undefined;
    throw error;
  }
  return {
    current,
    drop,
    close() {
      isClosed = true;
      if (live) drop(live);
    },
  };
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
