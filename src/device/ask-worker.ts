import type { WorkerCalls } from './port/release-worker.ts';
import type { Surroundings } from './port/surroundings.ts';

export async function activeWorker({ navigator }: Pick<Surroundings, 'navigator'>): Promise<ServiceWorker | undefined> {
  try {
    return (await navigator.serviceWorker?.getRegistration())?.active ?? undefined;
  } catch (error) {
    // Workers are forbidden here.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** `undefined` when the worker does not answer in time, or is of a release that does not know the call. */
export function askWorker<Call extends keyof WorkerCalls>(
  around: Pick<Surroundings, 'setTimeout' | 'clearTimeout' | 'MessageChannel'>,
  worker: ServiceWorker,
  call: { readonly type: Call; readonly survey?: string; readonly languages?: readonly string[] },
  patience: number,
): Promise<WorkerCalls[Call] | undefined> {
  const { port1, port2 } = new around.MessageChannel();
  return new Promise((resolve) => {
    const timer = around.setTimeout(() => resolve(undefined), patience);
    port1.onmessage = ({ data }: MessageEvent<WorkerCalls[Call]>) => {
      around.clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage(call, [port2]);
  });
}
