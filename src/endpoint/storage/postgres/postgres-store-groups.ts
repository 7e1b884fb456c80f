import type { Pool } from 'pg';
import { type Observe, type Outcome, StorageUnavailable } from '../storage.ts';
import type { Texts } from '../texts.ts';
import { PATIENCE, withClient } from './postgres-client.ts';
import { type Batch, storeTogether } from './postgres-store-batches.ts';

/** Requests per transaction, and concurrent transactions, whose flushes the database groups. */
const MOST_TOGETHER = 100;
export const WRITERS = 4;

/** Collects the batches of concurrent requests into shared transactions, several of which run concurrently. */
export function storingInGroups(
  pool: Pool,
  texts: Texts,
  observe?: Observe,
): (batch: Batch) => Promise<readonly Outcome[]> {
  interface QueuedBatch {
    readonly batch: Batch;
    readonly resolve: (outcomes: readonly Outcome[]) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: QueuedBatch[] = [];
  let writers = 0;

  async function write() {
    for (let group = waiting.splice(0, MOST_TOGETHER); group.length > 0; group = waiting.splice(0, MOST_TOGETHER))
      await settle(group);
    writers--;
  }

  async function settle(group: readonly QueuedBatch[]) {
    try {
      const before = performance.now();
      const outcomes = await storeOnce(
        pool,
        group.map((one) => one.batch),
        texts,
      );
      observe?.(group.length, (performance.now() - before) / 1000);
      group.forEach((one, index) => {
        one.resolve(outcomes[index] ?? []);
      });
    } catch (error) {
      const isUnavailable = error instanceof StorageUnavailable;
      // Those behind it would meet the same database, and wait as long again.
      const refused = isUnavailable ? [...group, ...waiting.splice(0)] : group;
      // A bug in one batch must not fail the others: each is tried alone.
      if (isUnavailable || group.length === 1) for (const one of refused) one.reject(error);
      else for (const one of group) await settle([one]);
    }
  }

  return (batch) =>
    new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject });
      if (writers >= WRITERS) return;
      writers++;
      setImmediate(write);
    });
}

async function storeOnce(
  pool: Pool,
  batches: readonly Batch[],
  texts: Texts,
): Promise<readonly (readonly Outcome[])[]> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const outcomes = await withClient(pool, (client) => storeTogether(client, batches, texts));
    if (outcomes !== 'again') return outcomes;
  }
  throw new StorageUnavailable('the same responses keep coming through other endpoints');
}
