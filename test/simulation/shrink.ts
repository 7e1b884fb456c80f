import type { Plan } from './plan.ts';
import { type Outcome, runPlan } from './run.ts';
import { stepsOf } from './simpler.ts';

export interface Shrunk {
  readonly plan: Plan;
  readonly outcome: Extract<Outcome, { readonly kind: 'broken' }>;
}

/** How often one step may be taken: as long as a list gets shorter. */
const MOST_TIMES = 10;

/**
 * Leaves out what the failure does not need: halves of the injected events, then quarters, then one by one, and the same with what people
 * do. Then makes what is left simpler. It still breaks the same invariant. Ends early at `until`, in milliseconds of `performance.now()`.
 */
export async function shrink(
  plan: Plan,
  broken: Shrunk['outcome'],
  until = Number.POSITIVE_INFINITY,
  run = runPlan,
): Promise<Shrunk> {
  let best: Shrunk = { plan, outcome: broken };

  async function isTaken(tried: Plan): Promise<boolean> {
    const outcome = await run(tried);
    if (outcome.kind !== 'broken' || outcome.invariant !== broken.invariant) return false;
    best = { plan: tried, outcome };
    return true;
  }

  async function dropFrom(part: 'acts' | 'blows'): Promise<boolean> {
    let hasDropped = false;
    for (let size = Math.max(1, best.plan[part].length >> 1); size >= 1; size = size === 1 ? 0 : size >> 1)
      for (let from = 0; from < best.plan[part].length && performance.now() < until; ) {
        const left = best.plan[part].filter((_, place) => place < from || place >= from + size);
        if (await isTaken({ ...best.plan, [part]: left })) hasDropped = true;
        else from += size;
      }
    return hasDropped;
  }

  // An act that is gone may make an injected event needless.
  const drop = async () => {
    while (((await dropFrom('blows')) || (await dropFrom('acts'))) && performance.now() < until);
    await dropFrom('acts');
  };

  async function firstTaken(plans: readonly Plan[]): Promise<boolean> {
    for (const plan of plans) if (performance.now() < until && (await isTaken(plan))) return true;
    return false;
  }

  async function simplify(): Promise<void> {
    for (const step of stepsOf(best.plan))
      for (let times = 0; times < MOST_TIMES && (await firstTaken(step(best.plan))); times++);
  }

  await drop();
  await simplify();
  await drop();
  return best;
}
