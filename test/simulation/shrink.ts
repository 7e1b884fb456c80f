import type { Plan } from './plan.ts';
import { type Outcome, runPlan } from './run.ts';

export interface Shrunk {
  readonly plan: Plan;
  readonly outcome: Extract<Outcome, { readonly kind: 'broken' }>;
}

/**
 * Leaves out what the failure does not need: halves of the injected events, then quarters, then one by one, and the same with what people
 * do. What is left still breaks the same invariant. Ends early at `until`, in milliseconds of `performance.now()`.
 */
export async function shrink(
  plan: Plan,
  broken: Shrunk['outcome'],
  until = Number.POSITIVE_INFINITY,
  run = runPlan,
): Promise<Shrunk> {
  let best: Shrunk = { plan, outcome: broken };

  async function dropFrom(part: 'acts' | 'blows'): Promise<boolean> {
    let hasDropped = false;
    for (let size = Math.max(1, best.plan[part].length >> 1); size >= 1; size = size === 1 ? 0 : size >> 1)
      for (let from = 0; from < best.plan[part].length && performance.now() < until; ) {
        const left = best.plan[part].filter((_, place) => place < from || place >= from + size);
        const fewer: Plan = { ...best.plan, [part]: left };
        const outcome = await run(fewer);
        if (outcome.kind === 'broken' && outcome.invariant === broken.invariant) {
          best = { plan: fewer, outcome };
          hasDropped = true;
        } else from += size;
      }
    return hasDropped;
  }

  // An act that is gone may make an injected event needless.
  while (((await dropFrom('blows')) || (await dropFrom('acts'))) && performance.now() < until);
  await dropFrom('acts');
  return best;
}
