/**
 * No two envelopes of a response that leave this page bear one number, whichever way they leave: by the outbox, from memory
 * or in a file. The endpoint may then be given any of them, in any order, and keeps the latest.
 */
export interface Sequences {
  /** A number above `known`, above every one taken here before, and taken by no one after. */
  readonly next: (id: string, known: number) => number;
  /** The highest number taken here; 0 before the first. */
  readonly last: (id: string) => number;
}

export function createSequences(): Sequences {
  const taken = new Map<string, number>();
  const last = (id: string) => taken.get(id) ?? 0;
  return {
    last,
    next(id, known) {
      const sequence = Math.max(known, last(id)) + 1;
      // Taken even if what bears it is not stored after all: the browser may say so of what it has committed.
      taken.set(id, sequence);
      return sequence;
    },
  };
}
