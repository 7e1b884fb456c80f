import type { StoreReading } from '../port/device.ts';
import { queueOf } from '../store/queue-of.ts';
import type { Database } from '../store/store.ts';

/** Counts the responses to a survey that are only on this device: in progress, waiting or refused. */
export function countUnsent(database: Database, survey: string): Promise<StoreReading<number>> {
  return database.read(['drafts', 'locked', 'outbox'], async (tx) => {
    const begun = [...(await tx.all('drafts')), ...(await tx.all('locked'))].filter((one) => one.survey === survey);
    const queued = await queueOf(tx).idsOf(survey);
    return new Set([...begun.map(({ id }) => id), ...queued]).size;
  });
}
