/** The columns of a store: typed arrays of one length, one entry for each row. */
export type Planes = ReturnType<typeof planesOf>;

/** `width`: how many bytes the answers of a response take. */
export function planesOf(width: number) {
  const words = { stamps: new Uint32Array(), channels: new Uint32Array(), alikeLow: new Uint32Array() };
  const halves = {
    days: new Uint16Array(),
    revisions: new Uint16Array(),
    lastQuestions: new Uint16Array(),
    minutes: new Uint16Array(),
    alikeHigh: new Uint16Array(),
  };
  const marks = {
    present: new Uint8Array(),
    complete: new Uint8Array(),
    aside: new Uint8Array(),
    held: new Uint8Array(),
    counted: new Uint8Array(),
    unfinished: new Uint8Array(),
    inField: new Uint8Array(),
    readBy: new Uint8Array(),
    quick: new Uint8Array(),
    profiles: new Uint8Array(),
  };
  const bytes = Array.from({ length: width }, () => new Uint8Array());
  return {
    words,
    halves,
    marks,
    /** The coded answers. */
    bytes,
    grow(capacity: number): void {
      for (const name of keysOf(words)) words[name] = copied(new Uint32Array(capacity), words[name]);
      for (const name of keysOf(halves)) halves[name] = copied(new Uint16Array(capacity), halves[name]);
      for (const name of keysOf(marks)) marks[name] = copied(new Uint8Array(capacity), marks[name]);
      for (const [at, plane] of bytes.entries()) bytes[at] = copied(new Uint8Array(capacity), plane);
    },
    /** Those that a file keeps. Channels are kept by name, and exclusions in the database. */
    kept() {
      const { complete, inField, readBy, quick, profiles } = marks;
      const { stamps, alikeLow } = words;
      return [stamps, alikeLow, ...Object.values(halves), complete, inField, readBy, quick, profiles, ...bytes];
    },
    /** Sets everything in a row to 0. */
    clear(row: number): void {
      for (const name of keysOf(words)) words[name][row] = 0;
      for (const name of keysOf(halves)) halves[name][row] = 0;
      for (const name of keysOf(marks)) marks[name][row] = 0;
      for (const plane of bytes) plane[row] = 0;
    },
  };
}

function copied<T extends { set(from: ArrayLike<number>): void }>(into: T, from: ArrayLike<number>): T {
  into.set(from);
  return into;
}

function keysOf<T extends object>(record: T): readonly (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}
