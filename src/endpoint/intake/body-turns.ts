import { networkOf } from '../http/client-address.ts';
import { fairTurns } from '../process/fair-turns.ts';

/** Larger bodies are queued: no phone sends so much, but tablets and hostile clients do. */
const LARGE = 32 * 1024;
const LARGE_AT_ONCE = 4;
/** Bounds the memory of waiting bodies to 50 MB, and the wait to some seconds. */
const MOST_WAITING = 200;
/** For larger bodies, work yields to the event loop before it starts and between slices. A response is 4 kB. */
const SMALL = 8 * 1024;
/** Milliseconds of work before it yields to the event loop. */
const SLICE = 5;

/** Called between two pieces of work; yields if the slice is used up. */
export type Pause = () => Promise<void>;

export const noPause: Pause = async () => {};

export type InTurn = ReturnType<typeof bodyTurns>;

/**
 * Small bodies never wait. Parsing and digesting a larger one can block the event loop for 20 ms, and a batch of 50 responses nearly
 * as long. So the work is sliced, and one slice runs in each iteration of the event loop, however many bodies there are.
 */
export function bodyTurns() {
  const turns = fairTurns({ atOnce: LARGE_AT_ONCE, waiting: MOST_WAITING });
  let last: Promise<void> = Promise.resolve();

  /** Resolves in an iteration of the event loop in which no other slice begins. */
  function nextSlice(): Promise<void> {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  }

  async function slices(): Promise<Pause> {
    await nextSlice();
    let since = performance.now();
    return async () => {
      if (performance.now() - since < SLICE) return;
      await nextSlice();
      since = performance.now();
    };
  }

  /** Does the work on a body of a client when its turn comes. Returns `undefined`, without doing it, if too many are waiting. */
  return async <T>(bytes: number, address: string, work: (pause: Pause) => Promise<T>): Promise<T | undefined> => {
    if (bytes <= SMALL) return await work(noPause);
    if (bytes <= LARGE) return await work(await slices());
    const end = await turns.take(networkOf(address));
    if (!end) return undefined;
    try {
      return await work(await slices());
    } finally {
      end();
    }
  };
}
