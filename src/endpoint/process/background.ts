import { logError } from './log.ts';

/** Background work. The metrics count the failures of each task. */
export const BACKGROUND_TASKS = [
  'publication',
  'verbatims',
  'contacts',
  'compaction',
  'counting',
  'following',
  'trials',
  'nearby',
  'dossier',
  'purge',
] as const;
export type BackgroundTask = (typeof BACKGROUND_TASKS)[number];

/**
 * Runs background work, and always resolves: a bug in publishing must not end the process that receives responses. A failure is
 * counted, and logged as `<task>-failed` without its message, which may quote stored data.
 */
export type Background = (task: BackgroundTask, work: () => unknown, survey?: string) => Promise<void>;

export function createBackground(count: (task: BackgroundTask) => void = () => {}): Background {
  return async (task, work, survey) => {
    try {
      await work();
    } catch (error) {
      logError(`${task}-failed`, error, survey === undefined ? {} : { survey });
      count(task);
    }
  };
}

/** Returns a function that runs one piece of work at a time, in the order of the calls. A failure is the caller's alone. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = underWay.then(work);
    underWay = Promise.allSettled([done]);
    return done;
  };
}

/** The polling interval, in milliseconds: a change of day is noticed within it. */
const LOOK = 60_000;

export interface Running {
  readonly stop: () => Promise<void>;
}

/** Runs at each interval, never two runs at once, until stopped. The first run is now, unless it comes `later`. */
export function runEvery(
  milliseconds: number,
  run: (stopped: () => boolean) => Promise<void>,
  first: 'now' | 'later' = 'now',
): Running {
  let isStopped = false;
  const once = () => run(() => isStopped);
  let underWay = first === 'now' ? once() : Promise.resolve();
  const timer = setInterval(() => {
    underWay = underWay.then(once);
  }, milliseconds).unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}

/** Runs all of them now and each minute, one at a time, until stopped. */
export function runEachMinute(
  work: readonly (readonly [task: BackgroundTask, run: () => Promise<void>])[],
  background: Background,
): Running {
  return runEvery(LOOK, async (stopped) => {
    for (const [task, run] of work) if (!stopped()) await background(task, run);
  });
}
