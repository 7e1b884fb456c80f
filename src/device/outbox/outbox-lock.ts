import type { Surroundings } from '../port/surroundings.ts';

/** A wait that is long enough to be shown, in milliseconds: longer than another tab needs for a batch on a good network. */
const NOTICEABLE = 3000;

/**
 * One sender at a time across tabs and the worker. A frozen tab keeps its lock for ever, so the wait is limited and the lock is then
 * stolen: two senders are harmless, since the endpoint is idempotent. Without Web Locks the same holds.
 */
export async function underLock<T>(
  around: Surroundings,
  name: string,
  { patience, onWait }: { readonly patience: number; readonly onWait: () => void },
  work: () => Promise<T>,
): Promise<T> {
  // A page served over `http` has no Web Locks.
  const { locks } = around.navigator;
  if (locks === undefined) return work();
  let running: Promise<T> | undefined;
  const start = () => {
    running = work();
    return running;
  };
  const limit = new AbortController();
  const timer = around.setTimeout(() => limit.abort(), patience);
  const waiting = around.setTimeout(onWait, Math.min(NOTICEABLE, patience / 2));
  const granted = () => {
    around.clearTimeout(timer);
    around.clearTimeout(waiting);
    return start();
  };
  try {
    return await locks.request(name, { signal: limit.signal }, granted);
  } catch (error) {
    // Locks are refused if cookies are blocked: then it runs without them, as above.
    if (isRefused(error) && !running) return work();
    if (!isAbort(error)) throw error;
    // The lock was stolen during the work, which still finishes.
    if (running) return running;
  }
  try {
    return await locks.request(name, { steal: true }, start);
  } catch (error) {
    if (!isAbort(error)) throw error;
    // Another tab has stolen it again, perhaps before the work began.
    return running ?? work();
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
