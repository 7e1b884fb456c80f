import type { Drafts } from './device.ts';

type ClaimDraft = Drafts['claim'];

/** Long enough for the page that is being left or reloaded to die and let go. */
const WAIT = 300;

/** One tab per interview, by Web Locks; where there are none, tabs ask each other. */
export function createClaims(): ClaimDraft {
  return navigator.locks === undefined ? claimByAsking() : claimByLock(navigator.locks);
}

function claimByLock(locks: LockManager): ClaimDraft {
  return (id, { take, onLost }) =>
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
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), WAIT);
      const options: LockOptions = take ? { steal: true } : { signal: patience.signal };
      locks
        .request(name, options, () => {
          clearTimeout(timer);
          return hold();
        })
        .catch((error: unknown) => {
          clearTimeout(timer);
          if (!(error instanceof DOMException && error.name === 'AbortError')) reject(error);
          else if (isHeld) {
            isHeld = false;
            onLost();
          } else resolve('other-tab');
        });
    });
}

interface Word {
  readonly id: string;
  readonly says: 'whose' | 'mine' | 'taken';
}

function claimByAsking(): ClaimDraft {
  if (typeof BroadcastChannel === 'undefined') return async () => ({ release() {} });
  const channel = new BroadcastChannel('barometre-claims');
  const held = new Map<string, () => void>();
  const answers = new Map<string, () => void>();
  const say = (word: Word) => channel.postMessage(word);
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    const lost = held.get(data.id);
    if (data.says === 'mine') answers.get(data.id)?.();
    else if (lost && data.says === 'whose') say({ id: data.id, says: 'mine' });
    else if (lost) {
      held.delete(data.id);
      lost();
    }
  });

  function isElsewhere(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (elsewhere: boolean) => {
        answers.delete(id);
        resolve(elsewhere);
      };
      answers.set(id, () => answer(true));
      setTimeout(() => answer(false), WAIT);
      say({ id, says: 'whose' });
    });
  }

  return async (id, { take, onLost }) => {
    if (!take && (await isElsewhere(id))) return 'other-tab';
    // A holder too frozen to answer hears this when it wakes.
    say({ id, says: 'taken' });
    held.set(id, onLost);
    return {
      release() {
        if (held.get(id) === onLost) held.delete(id);
      },
    };
  };
}
