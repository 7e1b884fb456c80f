import type { Disk } from '../../src/device/store/disk.ts';
import { openIndexedDb } from '../../src/device/store/indexed-db.ts';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { DISK_CLAIMS, type DiskClaim } from './disk.ts';

/** Checks a claim on the IndexedDB of this page. */
export async function checkOnIndexedDb({ check }: DiskClaim): Promise<void> {
  await deleteDatabase();
  const opened: Disk[] = [];
  try {
    await check(async (version, events) => {
      const disk = await openIndexedDb(version, events);
      opened.push(disk);
      return disk;
    });
  } finally {
    for (const disk of opened) disk.close();
    await deleteDatabase();
  }
}

/** What is not so in this browser, claim by claim. */
export async function failuresOnIndexedDb(): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const claim of DISK_CLAIMS) {
    try {
      await checkOnIndexedDb(claim);
    } catch (error) {
      failures.push(`${claim.what}: ${error}`);
    }
  }
  return failures;
}

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
