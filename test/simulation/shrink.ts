import type { Plan } from './plan.ts';
import { type Outcome, runPlan } from './run.ts';
import { stepsOf } from './simpler.ts';

/** How often one step may be taken: as long as a list gets shorter. */
const MOST_TIMES = 10;

/**
 * Leaves out what the failure does not need: halves of the injected events, then quarters, then one by one, and the same with what people
 * do. Then makes what is left simpler. It still breaks this invariant. Ends early at `until`, in milliseconds of `performance.now()`.
 */
export async function shrink(
  plan: Plan,
  invariant: string,
  until = Number.POSITIVE_INFINITY,
  run: (plan: Plan) => Promise<Outcome> = runPlan,
): Promise<Plan> {
  let best = plan;

  async function isTaken(tried: Plan): Promise<boolean> {
    const outcome = await run(tried);
    if (outcome.kind !== 'broken' || outcome.invariant !== invariant) return false;
    best = tried;
    return true;
  }

  async function dropFrom(part: 'acts' | 'blows'): Promise<boolean> {
    let hasDropped = false;
    for (let size = Math.max(1, best[part].length >> 1); size >= 1; size = size === 1 ? 0 : size >> 1)
      for (let from = 0; from < best[part].length && performance.now() < until; ) {
        const left = best[part].filter((_, place) => place < from || place >= from + size);
        if (await isTaken({ ...best, [part]: left })) hasDropped = true;
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
    for (const step of stepsOf(best))
      for (let times = 0; times < MOST_TIMES && (await firstTaken(step(best))); times++);
  }

  await drop();
  await simplify();
  await drop();
  return best;
}
