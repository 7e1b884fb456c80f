import { DATABASE_NAME } from '../store/schema.ts';

/**
 * Returns the surveys of the drafts, envelopes and cards on this device, from the stored definitions. For a worker that is being
 * installed: it opens the database in its current version, since an upgrade would close the connections of the pages of the previous
 * release.
 */
export function openedSurveys({
  indexedDB,
}: Pick<typeof globalThis, 'indexedDB'> = globalThis): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME);
    let isNew = false;
    request.onupgradeneeded = () => {
      // There was no database, and none must be created.
      isNew = true;
      request.transaction?.abort();
    };
    request.onerror = () => (isNew ? resolve([]) : reject(request.error));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      const reading = database.transaction('definitions');
      const keys = reading.objectStore('definitions').getAllKeys();
      keys.onerror = () => reject(keys.error);
      keys.onsuccess = () => resolve([...new Set(keys.result.map((key) => surveyIn(key)))]);
      reading.oncomplete = () => database.close();
    };
  });
}

function surveyIn(key: IDBValidKey): string {
  return String(Array.isArray(key) ? key[0] : key);
}
