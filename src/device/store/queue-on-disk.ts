import { wrap } from 'idb';
import { PROBLEMS, type Problem } from '../../wire/problem.ts';
import type { QueueAccess } from './queue-access.ts';
import type { QueuedEnvelope } from './schema.ts';

/** Everything whose key in an index begins so. */
const within = (...first: readonly (string | number)[]) => IDBKeyRange.bound(first, [...first, []]);

export function queueOnDisk(outbox: () => IDBObjectStore): QueueAccess {
  const standing = () => outbox().index('standing');

  async function oldest(state: QueuedEnvelope['state']): Promise<readonly number[]> {
    const first = await wrap(standing().openKeyCursor(within('complete', state)));
    return first ? [Number(partsOf(first.key)[2])] : [];
  }

  return {
    async counts() {
      const [all, kept, waitingInAll, waiting, refused, ...ages] = await Promise.all([
        wrap(outbox().count()),
        wrap(outbox().index('turn').count(within('kept'))),
        wrap(outbox().index('turn').count(within('waiting'))),
        wrap(standing().count(within('complete', 'waiting'))),
        wrap(standing().count(within('complete', 'refused'))),
        oldest('waiting'),
        oldest('refused'),
      ]);
      const known = ages.flat();
      return {
        all: all - kept,
        waitingInAll,
        waiting,
        refused,
        ...(known.length > 0 ? { oldest: Math.min(...known) } : {}),
      };
    },
    async refusals() {
      const index = outbox().index('problem');
      const found = new Map<string, Problem>();
      // Nearly always there is none at all, which this says at once.
      if ((await wrap(index.count(within('complete')))) === 0) return found;
      for (const problem of PROBLEMS)
        for (const key of await wrap(index.getAllKeys(['complete', problem])))
          found.set(String(partsOf(key)[0]), problem);
      return found;
    },
    next: (state, after, most) =>
      wrap(
        outbox()
          .index('turn')
          .getAll(
            after
              ? IDBKeyRange.bound([state, after.failures, after.queuedAt, after.id, after.sequence], [state, []], true)
              : within(state),
            most,
          ),
      ),
    holds: async (survey, revision) => (await wrap(outbox().index('revision').count([survey, revision]))) > 0,
  };
}

function partsOf(key: IDBValidKey): readonly unknown[] {
  return Array.isArray(key) ? key : [];
}
