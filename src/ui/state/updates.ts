import { type ReadonlySignal, signal } from '@preact/signals';
import type { OfflineSurvey, ReleaseWorker, UpdateStatus } from '../../device/port/release-worker.ts';

/** The state of the worker's caches for the screens. */
export interface Updates {
  /** Tells whether this page opens without a network. */
  readonly offline: ReadonlySignal<UpdateStatus['offline']>;
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
  const offline = signal<UpdateStatus['offline']>('unavailable');
  const waiting = signal(false);
  let worker: ReleaseWorker | undefined;
  const start = async () => {
    worker = await load();
    const read = (status: UpdateStatus) => {
      offline.value = status.offline;
      waiting.value = status.isWaiting;
    };
    worker?.watch(read);
    if (worker) read(worker.status());
  };
  const started = start();
  return {
    offline,
    waiting,
    install: () => worker?.apply(),
    surveys: () => started.then(async () => (await worker?.surveys()) ?? []),
    remove: async (survey) => (await worker?.remove(survey)) ?? [],
  };
}
