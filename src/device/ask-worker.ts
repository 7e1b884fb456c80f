import type { WorkerCalls } from './port/release-worker.ts';

/** `undefined` when the worker does not answer in time, or is of a release that does not know the call. */
export function askWorker<Call extends keyof WorkerCalls>(
  worker: ServiceWorker,
  call: { readonly type: Call; readonly survey?: string },
  patience: number,
): Promise<WorkerCalls[Call] | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patience);
    port1.onmessage = ({ data }: MessageEvent<WorkerCalls[Call]>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage(call, [port2]);
  });
}
