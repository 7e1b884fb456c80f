import { deleteDB } from 'idb';
import type { Disk, OpenDisk } from '../../../src/device/store/disk.ts';
import { openIndexedDb } from '../../../src/device/store/indexed-db.ts';
import { DATABASE_NAME } from '../../../src/device/store/schema.ts';
import { diskContract } from '../../contracts/disk.ts';

diskContract('IndexedDB', async () => {
  await deleteDB(DATABASE_NAME);
  const opened: Disk[] = [];
  const openDisk: OpenDisk = async (version, events) => {
    const disk = await openIndexedDb(version, events);
    opened.push(disk);
    return disk;
  };
  return {
    openDisk,
    async during(claim) {
      try {
        await claim();
      } finally {
        for (const disk of opened) disk.close();
        await deleteDB(DATABASE_NAME);
      }
    },
  };
});
