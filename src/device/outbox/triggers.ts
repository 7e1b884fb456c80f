import type { Surroundings } from '../port/surroundings.ts';
import type { Moment } from './sync.ts';

/** Starts a drain at page events that may mean a better network, besides the timer, a finish and the button. Returns a function that stops it. */
export function listenForMoments(around: Surroundings, drain: (why: Moment) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  around.addEventListener('online', () => drain('event'), { signal });
  around.addEventListener('pageshow', () => drain('event'), { signal });
  const { document } = around;
  document?.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') drain('event');
    },
    { signal },
  );
  return () => stop.abort();
}

/** Background Sync, which the DOM types lack. */
interface WithSync extends ServiceWorkerRegistration {
  readonly sync: { readonly register: (tag: string) => Promise<void> };
}

/** Registers Background Sync, if the browser has it: the worker then drains the outbox after the page is closed. Nothing relies on it. */
export async function askForWakeUp({ navigator }: Surroundings): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.active && hasSync(registration)) await registration.sync.register('outbox');
  } catch (error) {
    // Refused by the user or the browser, or no worker: the page's own triggers are enough.
    if (!(error instanceof DOMException)) throw error;
  }
}

function hasSync(registration: ServiceWorkerRegistration): registration is WithSync {
  return 'sync' in registration;
}
