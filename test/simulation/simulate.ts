import { planOf } from './make-plan.ts';
import type { Plan } from './plan.ts';
import { type Outcome, runPlan } from './run.ts';
import { type Shrunk, shrink } from './shrink.ts';

export interface Tally {
  readonly worlds: number;
  readonly interviews: number;
  readonly stored: number;
  readonly failures: readonly Shrunk[];
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
  readonly failed: (failure: Shrunk) => void;
  readonly minutePasses: (soFar: Tally) => void;
}

/** Lives through one seed after the other until a limit is reached. */
export async function simulate(
  { makePlan = planOf, from, worlds, lasts, mostFailures, shrinking }: Limits,
  progress?: Progress,
): Promise<Tally> {
  const start = performance.now();
  const failures: Shrunk[] = [];
  let [count, interviews, stored, minutes] = [0, 0, 0, 0];
  while (count < worlds && failures.length < mostFailures && performance.now() - start < lasts) {
    const plan = makePlan(from + count++);
    const outcome = await withoutStacks(() => runPlan(plan));
    if (outcome.kind === 'held') {
      interviews += outcome.interviews;
      stored += outcome.stored;
    } else {
      progress?.breaks(plan.seed);
      const again = await runPlan(plan);
      const failure = await shrink(plan, again.kind === 'broken' ? again : outcome, performance.now() + shrinking);
      failures.push(failure);
      progress?.failed(failure);
    }
    const passed = Math.floor((performance.now() - start) / 60_000);
    if (passed > minutes) progress?.minutePasses({ worlds: count, interviews, stored, failures });
    minutes = passed;
  }
  return { worlds: count, interviews, stored, failures };
}

/** An exception takes long to note where it was made, and the device makes many on purpose. What breaks is run again with that. */
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
  const [one, other] = [await runPlan(plan), await runPlan(plan)];
  const [first, second] = [one.lines(), other.lines()];
  const place = first.findIndex((line, index) => line !== second[index]);
  if (place === -1 && first.length === second.length && ending(one) === ending(other)) return undefined;
  return `seed ${plan.seed}: ${first[place] ?? ending(one)} | ${second[place] ?? ending(other)}`;
}

function ending(outcome: Outcome): string {
  return outcome.kind === 'held' ? `held, ${outcome.stored} stored` : outcome.detail;
}
