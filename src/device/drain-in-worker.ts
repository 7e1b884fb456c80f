import { createSender } from './outbox/sender.ts';
import type { SurroundingsWithDisk } from './store/disk.ts';
import { openDatabase } from './store/open-store.ts';

/** Drains the outbox in the worker after the page is closed. False if something still waits. */
export async function drainInWorker(
  endpoint = '/api/responses',
  around: SurroundingsWithDisk = globalThis,
): Promise<boolean> {
  const database = openDatabase(around);
  await database.opened;
  const sender = createSender({
    database,
    around,
    fetch: (...request) => around.fetch(...request),
    endpoint,
    now: () => around.Date.now(),
    random: () => around.Math.random(),
  });
  try {
    await sender.copies.restore();
    return await sender.work('event');
  } finally {
    sender.stop();
    database.close();
  }
}
