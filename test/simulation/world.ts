import { randomFrom } from '../../src/core/answering/random-answers.ts';

/** By then whatever a page does by itself is done, though each transaction takes seconds: more than twice its longest pause, in milliseconds. */
export const LONGEST_WAIT = 15 * 60_000;

/** Whose event it is: what is dead hears of nothing any more. */
export interface Owner {
  readonly name: string;
  isAlive: boolean;
  diedAt?: number;
  /** How often it has asked for the database. */
  openings?: number;
  /** What waits for a page that the browser keeps for Back, without running it. */
  held?: Event[] | undefined;
  /** When that last began. */
  heldAt?: number;
}

/** What was promised and is not so. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(detail);
    this.invariant = invariant;
  }
}

/** What will happen; `cancel` takes it. */
export interface Event {
  at: number;
  /** Breaks ties, so that the order never depends on the engine. */
  readonly order: number;
  readonly owner: Owner;
  readonly act: () => unknown;
  isCancelled: boolean;
}

/** One thread, one queue of events, one seeded generator for each subject. */
export type World = ReturnType<typeof createWorld>;

/** On an ordinary Tuesday, by the clock of this machine: days are those of its time zone. */
const BEGINNINGS = {
  'at noon': new Date(2026, 10, 24, 12).getTime(),
  'before midnight': new Date(2026, 10, 24, 23, 45).getTime(),
} as const;

export type Beginning = keyof typeof BEGINNINGS;

/** A world whose events, one JSON object each, are heard by `hear`. */
export function createWorld(seed: number, beginning: Beginning = 'at noon', hear?: (line: string) => void) {
  /** The next one is the last. */
  const queue: Event[] = [];
  const streams = new Map<string, () => number>();
  let settling: (() => void)[] = [];
  let time = 0;
  let order = 0;
  let count = 0;
  let failure: Error | undefined;

  const chance = (subject: string) => {
    let stream = streams.get(subject);
    if (!stream) {
      stream = randomFrom(seedOf(seed, subject));
      streams.set(subject, stream);
    }
    return stream();
  };

  function push(event: Event): void {
    let place = queue.length;
    while (place > 0 && isBefore(queue[place - 1], event)) place--;
    queue.splice(place, 0, event);
  }

  function after(owner: Owner, delay: number, act: () => unknown): Event {
    // A negative or missing delay is none, as for timers.
    const event = { at: time + Math.max(0, delay), order: ++order, owner, act, isCancelled: false };
    push(event);
    return event;
  }

  return {
    /** Milliseconds since the beginning; nothing sets it back. */
    elapsed: () => time,
    /** The true time of day, in milliseconds since the epoch. */
    wall: () => BEGINNINGS[beginning] + time,
    /** Runs `act` in a later event, unless its owner is dead by then. */
    after,
    /** Nothing happens to this owner until it is thawed: then `first`, and after it what has waited. */
    freeze(owner: Owner) {
      owner.held = [];
      owner.heldAt = time;
    },
    thaw(owner: Owner, first: () => void) {
      const held = owner.held ?? [];
      owner.held = undefined;
      after(owner, 0, first);
      for (const [place, event] of held.entries()) {
        event.at = time + (place + 1) / 1000;
        push(event);
      }
    },
    /** Runs `act` once all that follows from this event in microtasks has been done. */
    afterwards: (act: () => void) => void settling.push(act),
    cancel(event: Event | undefined) {
      if (event === undefined) return;
      event.isCancelled = true;
      const place = queue.indexOf(event);
      if (place >= 0) queue.splice(place, 1);
    },
    /** From 0 to 1. A subject has its own sequence: leaving out an injected event does not change the others. */
    chance,
    between: (subject: string, least: number, most: number) => least + chance(subject) * (most - least),
    /** Absent without a listener: a call of `log?.(…)` then does not even build its facts. */
    log:
      hear &&
      ((who: string, what: string, facts?: object) =>
        hear(JSON.stringify({ at: new Date(time).toISOString().slice(11, 23), who, what, ...facts }))),
    /** The first failure ends the run, wherever it was noticed. */
    fail(error: Error) {
      failure ??= error;
    },
    /** Something that was promised is not so. */
    breaks(invariant: string, detail: string) {
      failure ??= new Broken(invariant, detail);
    },
    /** Runs until this moment, and after each event of an owner `look`. */
    async run(until: number, look: (owner: Owner) => void) {
      for (let next = queue.at(-1); next && next.at <= until; next = queue.at(-1)) {
        queue.pop();
        if (next.owner.held) {
          next.owner.held.push(next);
          continue;
        }
        if (next.isCancelled || !next.owner.isAlive) continue;
        time = next.at;
        const acting = next.act();
        if (acting instanceof Promise) await acting;
        await new Promise(++count % EVENTS_A_TURN === 0 ? afterTurn : afterMicrotasks);
        if (settling.length > 0) {
          const acts = settling;
          settling = [];
          for (const act of acts) act();
        }
        if (!failure) look(next.owner);
        if (failure) throw failure;
      }
      time = until;
    },
  };
}

/** After so many events the event loop has a turn, in which the engine reports rejections that nothing handled. */
const EVENTS_A_TURN = 16;

/** Node runs a tick once no microtask is left. */
function afterMicrotasks(resolve: (value: unknown) => void): void {
  process.nextTick(resolve);
}

function afterTurn(resolve: (value: unknown) => void): void {
  setImmediate(resolve);
}

function isBefore(one: Event | undefined, other: Event): boolean {
  return one !== undefined && (one.at < other.at || (one.at === other.at && one.order < other.order));
}

/** FNV-1a. */
function seedOf(seed: number, subject: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of subject) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
