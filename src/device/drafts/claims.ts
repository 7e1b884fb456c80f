import type { Drafts } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';

/** Long enough for a page that is being left or reloaded to release its lock, in milliseconds. */
const WAIT = 300;

/** Allows one tab per interview, by Web Locks. Without them, on a page served over `http`, every claim succeeds. */
export async function claimDraft(
  around: Surroundings,
  ...[id, { take, onLost, onFree }]: Parameters<Drafts['claim']>
): ReturnType<Drafts['claim']> {
  const { locks } = around.navigator;
  if (!locks) return { release() {} };
  return new Promise((resolve, reject) => {
    const name = `draft:${id}`;
    let isHeld = false;
    let release = () => {};
    const hold = () => {
      isHeld = true;
      const released = new Promise<void>((free) => {
        release = () => {
          isHeld = false;
          free();
        };
      });
      resolve({ release });
      return released;
    };
    // A page that unloads slowly holds the lock for longer than its reload waits.
    const waitUntilFree = () => {
      if (!onFree) return;
      void locks
        .request(name, () => onFree())
        .catch((error: unknown) => {
          // WebKit aborts the lock request of a page that it puts into the back/forward cache.
          if (error instanceof DOMException && error.name === 'AbortError') waitUntilFree();
          else throw error;
        });
    };
    const ask = (options: LockOptions, hear: (lock: Lock | null) => Promise<void> | void) =>
      void locks.request(name, options, hear).catch((error: unknown) => {
        const why = error instanceof DOMException ? error.name : undefined;
        // Locks are refused if cookies are blocked; then nothing is stored that another tab could open.
        if (why === 'SecurityError') resolve({ release });
        else if (why !== 'AbortError') reject(error);
        else {
          if (isHeld) onLost();
          else resolve('other-tab');
          isHeld = false;
          waitUntilFree();
        }
      });
    const wait = () => {
      const patience = new AbortController();
      around.setTimeout(() => patience.abort(), WAIT);
      ask({ signal: patience.signal }, hold);
    };
    if (take) ask({ steal: true }, hold);
    // `ifAvailable` asks the browser whether another tab holds it: on a busy phone the reply alone may take longer than the wait.
    else ask({ ifAvailable: true }, (lock) => (lock ? hold() : wait()));
  });
}
