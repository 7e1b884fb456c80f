import { loadCode } from '../../late/load-code.ts';
import type { Drafts } from '../port/device.ts';

type ClaimDraft = Drafts['claim'];

/** Long enough for the page that is being left or reloaded to die and let go. */
const WAIT = 300;

/** One tab per interview, by Web Locks; where there are none (outside secure contexts), tabs ask each other. */
export function createClaims(): ClaimDraft {
  if (navigator.locks !== undefined) return claimByLock(navigator.locks);
  let asking: Promise<ClaimDraft> | undefined;
  return async (id, options) => {
    asking ??= loadCode(() => import('./claims-by-asking.ts')).then((code) => code?.claimByAsking(WAIT) ?? unasked);
    return (await asking)(id, options);
  };
}

/** Without a way to ask, this tab holds whatever it opens. */
const unasked: ClaimDraft = async () => ({ release() {} });

function claimByLock(locks: LockManager): ClaimDraft {
  return (id, { take, onLost, onFree }) =>
    new Promise((resolve, reject) => {
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
      const waitUntilFree = () => onFree && void locks.request(name, () => onFree());
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
        setTimeout(() => patience.abort(), WAIT);
        ask({ signal: patience.signal }, hold);
      };
      if (take) ask({ steal: true }, hold);
      // Only the browser knows whether another tab holds it: on a busy phone its word alone may take longer than the wait.
      else ask({ ifAvailable: true }, (lock) => (lock ? hold() : wait()));
    });
}
