import { type ReadonlySignal, signal } from '@preact/signals';
import type { OfflineSurvey, ReleaseWorker } from '../../device/port/release-worker.ts';

/** The state of the worker's caches for the screens. */
export interface Updates {
  /** The worker holds the whole release, the survey's edition and its page: this page opens without a network. */
  readonly ready: ReadonlySignal<boolean>;
  /** A new release waits; it is installed only between interviews. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly install: () => void;
  /** The surveys that open without a network. */
  readonly surveys: () => Promise<readonly OfflineSurvey[]>;
  /** Deletes what is kept of a survey. Returns the surveys that are left. */
  readonly remove: (survey: string) => Promise<readonly OfflineSurvey[]>;
}

/** `load` fetches what registers the worker, which must not stand in the way of the first question; without it there is none. */
export function watchUpdates(load: () => Promise<ReleaseWorker | undefined>): Updates {
  const ready = signal(false);
  const waiting = signal(false);
  let worker: ReleaseWorker | undefined;
  const start = async () => {
    worker = await load();
    const read = (status = worker?.status()) => {
      ready.value = status?.offline === 'ready';
      waiting.value = status?.isWaiting === true;
    };
    worker?.watch(read);
    read();
  };
  const started = start();
  return {
    ready,
    waiting,
    install: () => worker?.apply(),
    surveys: () => started.then(async () => (await worker?.surveys()) ?? []),
    remove: async (survey) => (await worker?.remove(survey)) ?? [],
  };
}
