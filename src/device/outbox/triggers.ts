import type { Surroundings } from '../port/surroundings.ts';
import type { Moment } from './sync.ts';

/** The moments worth a try, beside the timer, a finish and the button. Returns the way to stop. */
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

/** Of Background Sync, which the DOM types leave out. */
interface WithSync extends ServiceWorkerRegistration {
  readonly sync: { readonly register: (tag: string) => Promise<void> };
}

/** Where Background Sync exists, the worker wakes the same drain after the page is gone. Never counted upon. */
export async function askForWakeUp({ navigator }: Surroundings): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.active && hasSync(registration)) await registration.sync.register('outbox');
  } catch (error) {
    // Refused by the person or the browser, the worker or its wakening: the page's own moments do without.
    if (!(error instanceof DOMException)) throw error;
  }
}

function hasSync(registration: ServiceWorkerRegistration): registration is WithSync {
  return 'sync' in registration;
}
