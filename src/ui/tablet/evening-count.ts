import type { OutboxStatus } from '../../device/port/device.ts';
import type { DayTally } from '../../device/port/tablet.ts';
import { PROBLEMS, type Problem, TRY_AGAIN } from '../../wire/problem.ts';

/** Counts the responses of a day by where they are. The surveyor compares them in the evening. */
export interface EveningCount {
  /** `missing` and `refused` need a person; `waiting` needs a network; `same`: everything finished here was received. */
  readonly kind: 'missing' | 'refused' | 'waiting' | 'same';
  /** Finished responses, including those erased since. */
  readonly finished: number;
  readonly erased: number;
  readonly received: number;
  readonly missing: number;
  /** Responses on this tablet, including those of other days and of rescue files. */
  readonly waiting: number;
  readonly refused: number;
  readonly restored: number;
}

/** `unknown`: the storage has not responded. `nothing`: no interview was finished today, and nothing is stored. */
export function eveningOf(
  today: DayTally | undefined,
  { waiting, refused }: Pick<OutboxStatus, 'waiting' | 'refused'>,
): EveningCount | 'unknown' | 'nothing' {
  if (!today || waiting === undefined || refused === undefined) return 'unknown';
  const { received, missing, erased, restored } = today;
  const held = today.finished - received - missing;
  // The outbox is counted some time after a response was put there.
  const waits = Math.max(waiting, held - refused);
  const finished = today.finished + erased;
  if (finished + waits + refused + restored === 0) return 'nothing';
  const kind = missing > 0 ? 'missing' : refused > 0 ? 'refused' : waits > 0 ? 'waiting' : 'same';
  return { kind, finished, erased, received, missing, waiting: waits, refused, restored };
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
