import { wrap } from 'idb';
import { PROBLEMS, type Problem } from '../../wire/problem.ts';
import type { EnvelopeKey, QueueAccess } from './queue-access.ts';
import type { QueuedEnvelope } from './schema.ts';

/** Everything whose key in an index begins so. */
const within = (...first: readonly (string | number)[]) => IDBKeyRange.bound(first, [...first, []]);

export function queueOnDisk(outbox: () => IDBObjectStore): QueueAccess {
  const standing = () => outbox().index('standing');
  const turn = () => outbox().index('turn');

  async function oldest(state: QueuedEnvelope['state']): Promise<readonly number[]> {
    const first = await wrap(standing().openKeyCursor(within('complete', state)));
    return first ? [Number(partsOf(first.key)[2])] : [];
  }

  return {
    async counts() {
      const [waiting, refused, ...ages] = await Promise.all([
        wrap(standing().count(within('complete', 'waiting'))),
        wrap(standing().count(within('complete', 'refused'))),
        oldest('waiting'),
        oldest('refused'),
      ]);
      const known = ages.flat();
      return {
        waiting,
        refused,
        ...(known.length > 0 ? { oldest: Math.min(...known) } : {}),
      };
    },
    async hasAny(...states) {
      const first = await Promise.all(states.map((state) => wrap(turn().getKey(within(state)))));
      return first.some((key) => key !== undefined);
    },
    completeKeys: async () => (await wrap(standing().getAllKeys(within('complete')))).map(keyOf),
    allKeys: async () => (await wrap(outbox().getAllKeys())).map(keyOf),
    async refusals() {
      const index = outbox().index('problem');
      const found = new Map<string, Problem>();
      // Nearly always there is none at all, which this says at once.
      if ((await wrap(index.getKey(within('complete')))) === undefined) return found;
      for (const problem of PROBLEMS)
        for (const key of await wrap(index.getAllKeys(['complete', problem])))
          found.set(String(partsOf(key)[0]), problem);
      return found;
    },
    next: (state, after, most) =>
      wrap(
        turn().getAll(
          after
            ? IDBKeyRange.bound([state, after.failures, after.queuedAt, after.id, after.sequence], [state, []], true)
            : within(state),
          most,
        ),
      ),
    idsOf: async (survey) =>
      (await wrap(outbox().index('revision').getAllKeys(within(survey)))).map((key) => keyOf(key)[0]),
    holds: async (survey, revision) =>
      (await wrap(outbox().index('revision').getKey([survey, revision]))) !== undefined,
  };
}

function keyOf(key: IDBValidKey): EnvelopeKey {
  const [id, sequence] = partsOf(key);
  return [String(id), Number(sequence)];
}

function partsOf(key: IDBValidKey): readonly unknown[] {
  return Array.isArray(key) ? key : [];
}
