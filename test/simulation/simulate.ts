import { planOf } from './make-plan.ts';
import { withNames } from './names.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

export interface Tally {
  readonly worlds: number;
  readonly interviews: number;
  readonly stored: number;
  /** Shrunk. */
  readonly failures: readonly Plan[];
}

export interface Limits {
  /** Without it, that of `make-plan.ts`. */
  readonly makePlan?: (seed: number) => Plan;
  /** The first seed. */
  readonly from: number;
  readonly worlds: number;
  /** Milliseconds. */
  readonly lasts: number;
  readonly mostFailures: number;
  /** Milliseconds that may be spent on shrinking each failure. */
  readonly shrinking: number;
}

/** What a run says while it goes on. */
export interface Progress {
  readonly breaks: (seed: number) => void;
  readonly failed: (failure: Plan) => Promise<void>;
  readonly minutePasses: (soFar: Tally) => void;
}

/** Lives through one seed after the other until a limit is reached. */
export async function simulate(
  { makePlan = planOf, from, worlds, lasts, mostFailures, shrinking }: Limits,
  progress?: Progress,
): Promise<Tally> {
  const start = performance.now();
  const failures: Plan[] = [];
  let [count, interviews, stored, minutes] = [0, 0, 0, 0];
  while (count < worlds && failures.length < mostFailures && performance.now() - start < lasts) {
    const plan = makePlan(from + count++);
    const outcome = await withoutStacks(() => runPlan(plan));
    if (outcome.kind === 'held') {
      interviews += outcome.interviews;
      stored += outcome.stored;
    } else {
      progress?.breaks(plan.seed);
      const failure = await shrink(plan, outcome.invariant, performance.now() + shrinking);
      failures.push(failure);
      await progress?.failed(failure);
    }
    const passed = Math.floor((performance.now() - start) / 60_000);
    if (passed > minutes) progress?.minutePasses({ worlds: count, interviews, stored, failures });
    minutes = passed;
  }
  return { worlds: count, interviews, stored, failures };
}

/** An exception takes long to note where it was made, and the device makes many on purpose. What breaks is run again for its report. */
async function withoutStacks<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The same plan twice: what differs is no simulation. `undefined` when nothing does. */
export async function differenceOf(plan: Plan): Promise<string | undefined> {
  const [first, second] = [await logOf(plan), await logOf(plan)];
  const place = first.findIndex((line, index) => line !== second[index]);
  if (place === -1 && first.length === second.length) return undefined;
  return `seed ${plan.seed}: ${first[place]} | ${second[place]}`;
}

/** Each event of a plan, and how it ended. */
export async function logOf(plan: Plan): Promise<readonly string[]> {
  const lines: string[] = [];
  const outcome = await runPlan(plan, (line) => void lines.push(withNames(line)));
  return [...lines, JSON.stringify(outcome)];
}
