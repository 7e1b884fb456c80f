import { activeWorker, askWorker } from './ask-worker.ts';
import type { Surroundings } from './port/surroundings.ts';
import { STORES } from './store/schema.ts';
import type { StartedDatabase } from './store/store.ts';

/** How many bytes answers should find before a page or a tablet is called ready offline. */
const LEAST = 500_000;
/** How long the worker may take to drop a survey, in milliseconds. */
const PATIENCE = 10_000;

/** Returns whether answers have room; a browser that gives no estimate counts as one that has. */
export async function hasRoom({ navigator }: Pick<Surroundings, 'navigator'>): Promise<boolean> {
  try {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return quota - usage >= LEAST;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    return true;
  }
}

/** From now on, what respondents gave is written once more when the device is full and the worker has dropped a kept survey for it. */
export function makeRoomForAnswers(database: StartedDatabase, around: Surroundings): void {
  database.wrapWrites((write) => async (stores, ...asked) => {
    const written = await write(stores, ...asked);
    if (written.kind !== 'full' || !stores.some((store) => STORES[store].isWiped)) return written;
    const worker = await activeWorker(around);
    const hasDropped = worker && (await askWorker(around, worker, { type: 'MAKE_ROOM' }, PATIENCE));
    return hasDropped ? write(stores, ...asked) : written;
  });
}
