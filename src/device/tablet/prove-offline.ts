import type { OfflineProof } from '../port/tablet.ts';

/** How long a worker may take to wake and to look at its files, in milliseconds. */
const PATIENCE = 15_000;

/** The worker that would open the page without a network looks whether it has all of it: that it is registered proves nothing. */
export async function proveOffline(): Promise<OfflineProof> {
  if (navigator.serviceWorker === undefined) return { kind: 'impossible' };
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration?.active;
  if (!worker) return { kind: registration?.installing ? 'installing' : 'absent' };
  const missing = await askMissing(worker);
  if (missing === undefined) return { kind: 'silent' };
  return missing === 0 ? { kind: 'ready' } : { kind: 'incomplete', missing };
}

function askMissing(worker: ServiceWorker): Promise<number | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      resolve(typeof data === 'number' ? data : undefined);
    };
    worker.postMessage({ type: 'WHAT_IS_MISSING' }, [port2]);
  });
}
