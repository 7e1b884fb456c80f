import type { Surroundings } from '../port/surroundings.ts';
import { openChannel } from './outbox-board.ts';

/**
 * Guarantees that no two envelopes of a response of this page have the same sequence, whether they are sent by the outbox, from memory
 * or in a file. The endpoint can then receive them in any order, and keeps the latest.
 */
export type Sequences = ReturnType<typeof createSequences>;

const END = -1;

/**
 * The other tabs hear of each number: that an envelope was sent from memory, or from a full disk, is written nowhere. `taken`: the highest number of each
 * response that is known so far.
 */
export function createSequences(around: Surroundings, taken = new Map<string, number>()) {
  /** Returns the highest number known so far; 0 before the first. */
  const last = (id: string) => taken.get(id) ?? 0;
  const ended = new Set<string>();
  const take = (id: string, sequence: number) =>
    sequence === END ? ended.add(id) : taken.set(id, Math.max(sequence, last(id)));
  const announce = (id: string, sequence: number) => {
    take(id, sequence);
    channel?.postMessage([id, sequence]);
  };
  let channel = openChannel(around, 'barometre-sequences');
  channel?.addEventListener('message', ({ data: [id, sequence] }: MessageEvent<[string, number]>) =>
    take(id, sequence),
  );
  return {
    last,
    /** Returns a unique number above `known` and above every number returned before. */
    next(id: string, known: number) {
      const sequence = Math.max(known, last(id)) + 1;
      // Used up even if the write fails: browsers may report a failure for a write that was committed.
      announce(id, sequence);
      return sequence;
    },
    /** The response is erased: no tab that still shows it finishes it again, even if the browser has emptied the database since. */
    end: (id: string) => announce(id, END),
    hasEnded: (id: string) => ended.has(id),
    close() {
      channel?.close();
      // A write that was running when the device was closed takes its number later: a closed channel would throw.
      channel = undefined;
    },
  };
}
