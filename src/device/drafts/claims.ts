import type { Drafts } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';

/** Long enough for the page that is being left or reloaded to die and let go. */
const WAIT = 300;

/** One tab per interview, by Web Locks. A page that came over `http` has none, and then holds whatever it opens. */
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
    // A page that is slow to die holds on for longer than its reload waits.
    const waitUntilFree = () => {
      if (!onFree) return;
      void locks
        .request(name, () => onFree())
        .catch((error: unknown) => {
          // WebKit ends the wait of a page that it keeps for Back.
          if (error instanceof DOMException && error.name === 'AbortError') waitUntilFree();
          else throw error;
        });
    };
    const ask = (options: LockOptions, hear: (lock: Lock | null) => Promise<void> | void) =>
      void locks.request(name, options, hear).catch((error: unknown) => {
        const why = error instanceof DOMException ? error.name : undefined;
        // Refused where cookies are blocked, and where nothing is kept that another tab could take.
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
    // Only the browser knows whether another tab holds it: on a busy phone its word alone may take longer than the wait.
    else ask({ ifAvailable: true }, (lock) => (lock ? hold() : wait()));
  });
}
