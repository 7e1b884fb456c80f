import { setTimeout } from 'node:timers/promises';

/**
 * Runs at most once in so many milliseconds, for all callers together. Each caller waits for a run that begins after its call, so that
 * it sees what was changed before.
 */
export function soonAfter(
  run: () => Promise<void>,
  milliseconds: number,
  clock: () => number = () => performance.now(),
): () => Promise<void> {
  let coming: Promise<void> | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let begunAt = Number.NEGATIVE_INFINITY;

  async function begin(): Promise<void> {
    // The failure of the run before this one was told to those who waited for it.
    await Promise.allSettled([underWay]);
    const wait = begunAt + milliseconds - clock();
    if (wait > 0) await setTimeout(wait);
    coming = undefined;
    begunAt = clock();
    underWay = run();
    await underWay;
  }

  return () => {
    coming ??= begin();
    return coming;
  };
}
