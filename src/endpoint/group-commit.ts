import { type Observe, StorageUnavailable } from './storage.ts';

/** The one writer's transaction. */
export interface Transaction {
  readonly begin: () => void;
  readonly commit: () => void;
  readonly rollback: () => void;
  /** Another process holds the write lock: waiting may help. */
  readonly isBusy: (error: unknown) => boolean;
  /** The disk failed, not the work. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly observe?: Observe;
}

interface Job {
  readonly run: () => void;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/** Works in one transaction: one fsync then serves them all, and none waits long behind the others. */
const MOST_JOBS = 200;
/** How long another writer's lock is waited for, without holding up the event loop. */
const PATIENCE = 2_000;
const RETRY_AFTER = 25;

/** Runs the writes of concurrent requests in shared transactions; each resolves after the commit it is part of. */
export function groupCommit(transaction: Transaction) {
  const waiting: Job[] = [];
  let scheduled = false;
  let idle: (() => void)[] = [];

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush() {
    scheduled = false;
    commit(waiting.splice(0, MOST_JOBS), Date.now() + PATIENCE);
  }

  function commit(jobs: readonly Job[], until: number) {
    const outcome = attempt(jobs);
    if (outcome.kind === 'busy' && Date.now() < until) {
      scheduled = true;
      setTimeout(() => commit(jobs, until), RETRY_AFTER);
      return;
    }
    scheduled = false;
    if (outcome.kind === 'committed') for (const job of jobs) job.settle();
    // A bug in one work must not take its neighbours down: each is tried alone.
    else if (outcome.kind === 'faulty' && jobs.length > 1) for (const job of jobs) commit([job], until);
    else for (const job of jobs) job.fail(outcome.error);
    if (waiting.length > 0) schedule();
    else for (const resolve of idle.splice(0)) resolve();
  }

  function attempt(jobs: readonly Job[]) {
    let begun = false;
    const before = performance.now();
    try {
      transaction.begin();
      begun = true;
      for (const job of jobs) job.run();
      transaction.commit();
      transaction.observe?.(jobs.length, (performance.now() - before) / 1000);
      return { kind: 'committed' } as const;
    } catch (error) {
      if (begun) transaction.rollback();
      if (transaction.isBusy(error)) return { kind: 'busy', error: unavailable(error) } as const;
      if (transaction.isUnavailable(error)) return { kind: 'unavailable', error: unavailable(error) } as const;
      return { kind: 'faulty', error } as const;
    }
  }

  return {
    run<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let result: { readonly value: T } | undefined;
        waiting.push({
          run: () => {
            result = { value: work() };
          },
          settle: () => {
            if (result) resolve(result.value);
          },
          fail: reject,
        });
        schedule();
      });
    },
    /** Resolves when everything asked so far has been committed or has failed. */
    drained(): Promise<void> {
      if (!scheduled && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        idle = [...idle, resolve];
      });
    },
  };
}

function unavailable(cause: unknown): StorageUnavailable {
  return new StorageUnavailable('the storage cannot write', { cause });
}
