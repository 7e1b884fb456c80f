import { DATABASE_NAME } from '../store/schema.ts';

/**
 * The surveys of the drafts, envelopes and cards on this device, by the definitions that are kept for those. For a worker that is being
 * installed: the database is read in the version it has, since an upgrade would end the work of the pages of the release before.
 */
export function openedSurveys({
  indexedDB,
}: Pick<typeof globalThis, 'indexedDB'> = globalThis): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME);
    let isNew = false;
    request.onupgradeneeded = () => {
      // There was none, and none is to be made.
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
