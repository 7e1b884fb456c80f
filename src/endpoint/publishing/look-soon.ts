import { setTimeout } from 'node:timers/promises';

/** Two ways to ask for a run, which takes place at most once in so many milliseconds for all callers together. */
export interface Looking {
  /** Waits for a run that begins after the call, so that the caller sees what was changed before. */
  readonly fresh: () => Promise<void>;
  /** Takes the result of a run that began within these milliseconds, so that the caller never waits for longer than a run takes. */
  readonly recent: () => Promise<void>;
}

export function lookingSoon(
  run: () => Promise<void>,
  milliseconds: number,
  clock: () => number = () => performance.now(),
): Looking {
  let coming: Promise<void> | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let begunAt = Number.NEGATIVE_INFINITY;

  async function begin(): Promise<void> {
    // The previous run's failure was already reported to its callers.
    await Promise.allSettled([underWay]);
    const wait = begunAt + milliseconds - clock();
    if (wait > 0) await setTimeout(wait);
    coming = undefined;
    begunAt = clock();
    underWay = run();
    await underWay;
  }

  const fresh = () => {
    coming ??= begin();
    return coming;
  };
  return { fresh, recent: () => (clock() - begunAt < milliseconds ? underWay : fresh()) };
}
