import type { OutboxStatus } from '../../device/port/device.ts';
import type { DayTally } from '../../device/port/tablet.ts';
import { PROBLEMS, type Problem, TRY_AGAIN } from '../../wire/problem.ts';

/**
 * Where the responses of a day are, as the surveyor compares them in the evening. `missing` and `refused` need a person; `waiting` needs a
 * network; `same`: everything finished here was received. `unknown`: the storage has not responded. `nothing`: no interview was finished
 * today, and nothing is stored.
 */
export type Evening = 'unknown' | 'missing' | 'refused' | 'waiting' | 'same' | 'nothing';

export function eveningOf(
  today: DayTally | undefined,
  { waiting, refused }: Pick<OutboxStatus, 'waiting' | 'refused'>,
): Evening {
  if (!today || waiting === undefined || refused === undefined) return 'unknown';
  if (today.missing > 0) return 'missing';
  if (refused > 0) return 'refused';
  // The outbox is counted some time after a response was put there.
  if (Math.max(waiting, today.finished - today.received) > 0) return 'waiting';
  return today.finished + today.erased + today.restored === 0 ? 'nothing' : 'same';
}

interface RefusedFor {
  /** `too-large`: refused without a verdict, by something on the way. */
  readonly problem: Problem | 'too-large';
  readonly count: number;
  /** The response may be received unchanged, once the organiser has acted. */
  readonly isForNow: boolean;
}

/** Returns why responses were refused, the most frequent reason first. */
export function refusalsIn({
  refused = 0,
  deliveries,
}: Pick<OutboxStatus, 'refused' | 'deliveries'>): readonly RefusedFor[] {
  const problems = [...deliveries.values()].flatMap(({ state, problem }) =>
    state === 'refused' && problem !== undefined ? [problem] : [],
  );
  const counts = PROBLEMS.map((problem) => ({
    problem,
    count: problems.filter((one) => one === problem).length,
    isForNow: TRY_AGAIN.includes(problem),
  }));
  const rest = { problem: 'too-large', count: refused - problems.length, isForNow: true } as const;
  return [...counts, rest].filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
}
