import type { IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import { DATABASE_NAME } from '../../../src/device/store/schema.ts';

type Make = (name: string, keyPath?: string | string[]) => IDBObjectStore;

/** The steps of versions 1 to 9, as they were when they wrote the profiles that this one may meet. Never edited. */
const STEPS: readonly ((make: Make, tx: IDBTransaction) => void)[] = [
  (make) => {
    make('drafts');
    make('outbox', ['id', 'sequence']);
    make('finished');
    make('definitions', ['survey', 'revision', 'language']);
    make('results', 'survey');
  },
  (make) => {
    make('erasures');
  },
  (_, tx) => {
    const outbox = tx.objectStore('outbox');
    outbox.createIndex('turn', ['state', 'failures', 'queuedAt', 'id', 'sequence']);
    outbox.createIndex('standing', ['status', 'state', 'queuedAt']);
    outbox.createIndex('problem', ['status', 'problem']);
    outbox.createIndex('revision', ['survey', 'revision']);
  },
  (make) => {
    make('locked');
    make('seals', 'survey');
  },
  (make) => {
    make('contacts');
  },
  (make) => {
    make('days', 'day');
  },
  (make) => {
    make('kept').createIndex('standing', ['epoch', 'receivedBy']);
  },
  (make) => {
    make('verbatims', 'survey');
  },
  () => {},
];

export const EARLIER = STEPS.map((_, step) => step + 1);

/** A database as the release of that version made it. */
export function openEarlier(version: number): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, version);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result, transaction } = request;
      const make: Make = (name, keyPath = 'id') => result.createObjectStore(name, { keyPath });
      for (const step of STEPS.slice(oldVersion, version)) if (transaction) step(make, transaction);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve(openDB(DATABASE_NAME, version));
    };
  });
}
