import { TRY_AGAIN } from '../../wire/problem.ts';
import type { ReceiptStanding, SealedCopies } from '../kept/kept-copies.ts';
import type { Obstacle, OutboxStatus } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database, ReadAccess } from '../store/store.ts';
import { refuseTooLarge, setAside } from './apply-verdicts.ts';
import { drainPass, type PassEnd } from './drain-pass.ts';
import { createExchange, type ExchangeParts } from './exchange.ts';
import type { SenderState } from './outbox-board.ts';
import { takeTurns } from './queue-batches.ts';

/** `asked`: by a person, whatever the back-off says. `event`: something changed for the better, or a response was finished. */
export type Moment = 'start' | 'asked' | 'event' | 'timer';

export interface Sync {
  /** Resolves at the end of the pass that begins now, or after the one that runs: not of those that follow it. True if nothing waits any more. */
  readonly drain: (why: Moment) => Promise<boolean>;
  readonly stop: () => void;
}

interface SyncParts extends ExchangeParts {
  readonly kept: SealedCopies;
  readonly random: () => number;
}

const DAY = 24 * 60 * 60 * 1000;
const FIRST_PAUSE = 4000;
const LEAST_PAUSE = 1000;
const LONGEST_PAUSE = 5 * 60 * 1000;
const WARY_AFTER = 2;

/** Empties the outbox of every survey, one request at a time. */
export function createSync(parts: SyncParts): Sync {
  const { database, around, board, kept, copies, random } = parts;
  const passOver = createPasses(parts, async (standing) => {
    hasHeard = true;
    noteBack(await kept.follow(standing));
  });
  let running: Promise<boolean> | undefined;
  /** The pass that follows the one that runs, and why. */
  let next: Promise<boolean> | undefined;
  let nextWhy: Moment = 'event';
  const alarm = createAlarm(around, () => void drain('timer'));
  const backOff = createBackOff(random, () => around.performance.now());
  /** Whether a reply since the last pass that asks has given the epoch and the last backup. */
  let hasHeard = false;
  /** Whether copies were put back, which this pass has not sent. */
  let isBack = false;

  /** The other tabs count them. */
  function noteBack(hasPutBack: boolean): void {
    if (!hasPutBack) return;
    isBack = true;
    board.announce(new Map());
  }

  async function send(why: Moment, mayHurry: boolean): Promise<boolean> {
    alarm.clear();
    const quiet = backOff.quiet();
    if (!mayHurry && quiet > 0) {
      alarm.set(quiet);
      return false;
    }
    return conclude(await passOver(why, backOff.isWary()));
  }

  async function conclude(end: PassEnd): Promise<boolean> {
    const left = await database.read(['outbox'], whatWaits);
    const isEmpty = left.kind === 'done' && !left.value.waits;
    const pause = backOff.after(end, isEmpty);
    const nextTry = pause === undefined ? undefined : around.performance.now() + pause;
    board.setSender(atRest(isEmpty ? undefined : end.obstacle, nextTry));
    await board.refresh();
    // After the last read: storage may be slower than the pause, and an alarm that rings in this pass would make the next one early.
    if (nextTry !== undefined) alarm.set(Math.max(0, nextTry - around.performance.now()));
    else if (left.kind === 'done' && left.value.isHeldBack) alarm.set(DAY);
    // The counts of the day are copied with what waits.
    void copies.complete();
    return isEmpty;
  }

  /** `asks`: the endpoint for its epoch and last backup, where nothing was sent. */
  async function pass(why: Moment, mayHurry: boolean, asks: boolean): Promise<boolean> {
    hasHeard = false;
    let isEmpty = await send(why, mayHurry);
    if (asks && !hasHeard && isEmpty) noteBack(await kept.ask());
    while (isBack && !alarm.isStopped()) {
      isBack = false;
      isEmpty = await send('event', false);
    }
    return isEmpty;
  }

  function begin(...request: Parameters<typeof pass>): Promise<boolean> {
    running = pass(...request).finally(() => {
      if (!next) running = undefined;
      setIfWaiting(board.status());
    });
    return running;
  }

  /** Another tab may have queued it, and died before it was sent. */
  function setIfWaiting({ waiting = 0 }: Pick<OutboxStatus, 'waiting'>): void {
    if (waiting > 0 && !running && !alarm.ringsWithin(LONGEST_PAUSE)) alarm.set(LONGEST_PAUSE);
  }
  board.watch(setIfWaiting);

  async function follow(): Promise<boolean> {
    next = undefined;
    if (alarm.isStopped()) return false;
    // The endpoint may have asked to wait since the person did, or been put back since it was heard.
    return begin(nextWhy, false, nextWhy === 'asked');
  }

  function drain(why: Moment): Promise<boolean> {
    if (!running) return begin(why, why === 'asked', true);
    // Envelopes that were queued during a pass are not part of it. A start, and a person who asks, mean what was refused, too.
    if (!next || nextWhy === 'event') nextWhy = why;
    next ??= running.then(follow, follow);
    return next;
  }

  return { drain, stop: alarm.stop };
}

/** One timer, which is not set again once it is stopped. */
function createAlarm(around: Surroundings, ring: () => void) {
  let timer: Timer | undefined;
  let isStopped = false;
  /** On a monotonic clock. */
  let ringsAt = Number.POSITIVE_INFINITY;
  const clear = () => {
    around.clearTimeout(timer);
    ringsAt = Number.POSITIVE_INFINITY;
  };
  return {
    clear,
    set(delay: number): void {
      if (isStopped) return;
      clear();
      timer = around.setTimeout(ring, delay);
      ringsAt = around.performance.now() + delay;
    },
    ringsWithin: (delay: number) => ringsAt <= around.performance.now() + delay,
    isStopped: () => isStopped,
    stop(): void {
      isStopped = true;
      clear();
    },
  };
}

/** One pass over the queue: what is due by now, sent and its verdicts applied. */
function createPasses(
  parts: SyncParts,
  hear: (standing: ReceiptStanding) => Promise<void>,
): (why: Moment, isWary: boolean) => Promise<PassEnd> {
  const { database, board, now, random } = parts;
  const dueAgain = createRefusalClock(database, now, () => parts.around.performance.now());
  const exchange = createExchange(parts, hear);
  return (why, isWary) =>
    drainPass({
      next: takeTurns(database, dueAgain(why)),
      exchange,
      setAside: (envelope) => setAside(database, envelope),
      refuseTooLarge: async (one) => board.announce((await refuseTooLarge(database, one, now())).deliveries),
      isWary,
      random,
    });
}

/**
 * Decides when refused envelopes are tried again, since an update or a reopening may have changed the verdict. They are read only when
 * one may be due, not at each finish.
 */
function createRefusalClock(database: Database, now: () => number, elapsed: () => number) {
  const openedAt = elapsed();
  let hasStarted = false;
  let hasBegun = false;
  let lookedAt: number | undefined;
  let lookNext = 0;
  return (why: Moment): ((refused: QueuedEnvelope) => boolean) | undefined => {
    const today = now();
    const isAsked = why === 'start' || why === 'asked';
    // The start of a page whose database opens late has looked into an empty memory. Before the start it is not known whether it does.
    hasStarted ||= why === 'start';
    const isLateStart = hasStarted && !hasBegun && database.keeps === 'disk';
    hasBegun ||= isLateStart;
    // In both directions: the clock may have been set back.
    if (!isAsked && !isLateStart && lookedAt !== undefined && today >= lookedAt && today < lookNext) return undefined;
    lookedAt = today;
    lookNext = today + DAY;
    return ({ problem, refusedAt = 0 }) => {
      if (problem !== undefined && !TRY_AGAIN.includes(problem)) return false;
      // Perhaps by another clock.
      const age = today - refusedAt;
      const isOfEarlierPage = isLateStart && (age < 0 || age > elapsed() - openedAt);
      if (isAsked || isOfEarlierPage || Math.abs(age) >= DAY) return true;
      lookNext = Math.min(lookNext, refusedAt + DAY);
      return false;
    };
  };
}

const whatWaits = async (tx: ReadAccess) => ({
  waits: await queueOf(tx).hasAny('waiting'),
  isHeldBack: await queueOf(tx).hasAny('refused', 'running'),
});

function atRest(obstacle: Obstacle | undefined, nextTry: number | undefined): SenderState {
  return {
    sending: new Set(),
    isSending: false,
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(nextTry === undefined ? {} : { nextTry }),
  };
}

function createBackOff(random: () => number, elapsed: () => number) {
  /** Consecutive passes without success. */
  let strikes = 0;
  /** Until when the endpoint asked to wait, on a monotonic clock. */
  let quietUntil = 0;
  return {
    /** True after several passes without success: an envelope may be the cause. */
    isWary: () => strikes >= WARY_AFTER,
    /** How long the endpoint still asks to wait. */
    quiet: () => quietUntil - elapsed(),
    /** The delay before the next pass; `undefined` if nothing is left to send. */
    after(end: PassEnd, isEmpty: boolean): number | undefined {
      quietUntil = end.pause === undefined ? 0 : elapsed() + end.pause;
      strikes = isEmpty ? 0 : end.settled > 0 ? 1 : strikes + 1;
      if (isEmpty) return undefined;
      // Exponential backoff with full jitter, so that many devices do not retry in the same second.
      return end.pause ?? Math.max(LEAST_PAUSE, random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (strikes - 1)));
    },
  };
}
