import type { QueueAccess } from './queue-access.ts';
import { queueOnDisk } from './queue-on-disk.ts';
import type { QueuedEnvelope } from './schema.ts';
import type { ReadAccess } from './store.ts';

/** Apart from the stores, which the first question needs: this comes with what sends. */
export function queueOf({ shelf, all }: ReadAccess): QueueAccess {
  return shelf ? queueOnDisk(() => shelf('outbox')) : queueInMemory(() => all('outbox'));
}

/** The same answers as the indexes give, from what is all in memory anyway. */
function queueInMemory(envelopes: () => Promise<readonly QueuedEnvelope[]>): QueueAccess {
  const complete = async () => (await envelopes()).filter(({ status }) => status === 'complete');
  return {
    async counts() {
      const finished = await complete();
      const refused = finished.filter(({ state }) => state === 'refused').length;
      return {
        waiting: finished.length - refused,
        refused,
        ...(finished.length > 0 ? { oldest: Math.min(...finished.map(({ queuedAt }) => queuedAt)) } : {}),
      };
    },
    hasAny: async (...states) => (await envelopes()).some(({ state }) => states.includes(state)),
    completeKeys: async () => (await complete()).map(({ id, sequence }) => [id, sequence]),
    allKeys: async () => (await envelopes()).map(({ id, sequence }) => [id, sequence]),
    refusals: async () =>
      new Map((await complete()).flatMap(({ id, problem }) => (problem === undefined ? [] : [[id, problem] as const]))),
    next: async (state, after, most) =>
      (await envelopes())
        .filter((one) => one.state === state && (!after || byTurn(one, after) > 0))
        .sort(byTurn)
        .slice(0, most),
    idsOf: async (survey) => (await envelopes()).filter((one) => one.survey === survey).map(({ id }) => id),
    holds: async (survey, revision) =>
      (await envelopes()).some((one) => one.survey === survey && one.revision === revision),
  };
}

function byTurn(one: QueuedEnvelope, other: QueuedEnvelope): number {
  return (
    one.failures - other.failures ||
    one.queuedAt - other.queuedAt ||
    (one.id < other.id ? -1 : Number(one.id > other.id)) ||
    one.sequence - other.sequence
  );
}
