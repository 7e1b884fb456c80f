import { TRY_AGAIN } from '../../wire/problem.ts';
import type { KeptCopies, ReceiptStanding } from '../kept/kept-copies.ts';
import type { SecondCopies } from '../kept/second-copies.ts';
import type { Obstacle } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database, ReadAccess } from '../store/store.ts';
import { refuseTooLarge, setAside, settleBatch } from './apply-verdicts.ts';
import { type Batch, drainPass, type Exchanged, type PassEnd } from './drain-pass.ts';
import type { SenderState, StatusBoard } from './outbox-board.ts';
import { underLock } from './outbox-lock.ts';
import type { PostBatch } from './post-batch.ts';
import { takeTurns } from './queue-batches.ts';
import type { Sequences } from './sequences.ts';

/** `asked`: by a person, whatever the back-off says. `event`: something changed for the better, or a response was finished. */
export type Moment = 'start' | 'asked' | 'event' | 'timer';

export interface Sync {
  /** Resolves at the end of the pass. True if nothing waits any more. */
  readonly drain: (why: Moment) => Promise<boolean>;
  readonly stop: () => void;
}

export interface SyncParts {
  readonly database: Database;
  readonly around: Surroundings;
  readonly post: PostBatch;
  readonly sequences: Sequences;
  readonly board: StatusBoard;
  readonly kept: KeptCopies;
  readonly copies: SecondCopies;
  readonly now: () => number;
  readonly random: () => number;
  /** How long to wait for another tab that holds the outbox, in milliseconds. Longer than one request may take. */
  readonly lockPatience?: number;
}

const DAY = 24 * 60 * 60 * 1000;
const FIRST_PAUSE = 4000;
const LEAST_PAUSE = 1000;
const LONGEST_PAUSE = 5 * 60 * 1000;
const WARY_AFTER = 2;

/** Empties the outbox of every survey, one request at a time. */
export function createSync(parts: SyncParts): Sync {
  const { database, around, board, kept, copies, now, random } = parts;
  const dueAgain = createRefusalClock(now);
  const exchange = createExchange(parts, async (standing) => {
    hasHeard = true;
    noteBack(await kept.follow(standing));
  });
  let running: Promise<boolean> | undefined;
  let isAskedAgain = false;
  let isStopped = false;
  let timer: Timer | undefined;
  const backOff = createBackOff(random, () => around.performance.now());
  /** Whether a reply of this run has given the epoch and the last backup. */
  let hasHeard = false;

  /** Copies that were put back are sent, and the other tabs count them. */
  function noteBack(isBack: boolean): void {
    if (!isBack) return;
    isAskedAgain = true;
    board.announce(new Map());
  }

  async function pass(why: Moment): Promise<boolean> {
    around.clearTimeout(timer);
    const quiet = backOff.quiet();
    if (why !== 'asked' && quiet > 0) {
      arm(quiet);
      return false;
    }
    const end = await drainPass({
      next: takeTurns(database, dueAgain(why)),
      exchange,
      setAside: (envelope) => setAside(database, envelope),
      refuseTooLarge: async (one) => board.announce((await refuseTooLarge(database, one, now())).deliveries),
      isWary: backOff.isWary(),
      random,
    });
    return conclude(end);
  }

  async function conclude(end: PassEnd): Promise<boolean> {
    const left = await database.read(['outbox'], whatWaits);
    const isEmpty = left.kind === 'done' && !left.value.waits;
    const pause = backOff.after(end, isEmpty);
    if (pause !== undefined) arm(pause);
    else if (left.kind === 'done' && left.value.isHeldBack) arm(DAY);
    const nextTry = pause === undefined ? undefined : around.performance.now() + pause;
    board.setSender(atRest(isEmpty ? undefined : end.obstacle, nextTry));
    await board.refresh();
    // The counts of the day are copied with what waits.
    void copies.complete();
    return isEmpty;
  }

  function arm(delay: number): void {
    if (!isStopped) timer = around.setTimeout(() => void drain('timer'), delay);
  }

  async function run(why: Moment): Promise<boolean> {
    try {
      hasHeard = false;
      let isEmpty = await pass(why);
      if (!hasHeard && isEmpty) noteBack(await kept.ask());
      while (isAskedAgain && !isStopped) {
        isAskedAgain = false;
        isEmpty = await pass('event');
      }
      return isEmpty;
    } finally {
      running = undefined;
    }
  }

  function drain(why: Moment): Promise<boolean> {
    // Envelopes that were queued during a pass are not part of it.
    if (running) isAskedAgain ||= why !== 'timer';
    running ??= run(why);
    return running;
  }

  return {
    drain,
    stop() {
      isStopped = true;
      around.clearTimeout(timer);
    },
  };
}

/**
 * Decides when refused envelopes are tried again, since an update or a reopening may have changed the verdict. They are read only when
 * one may be due, not at each finish.
 */
function createRefusalClock(now: () => number) {
  let lookedAt: number | undefined;
  let lookNext = 0;
  return (why: Moment): ((refused: QueuedEnvelope) => boolean) | undefined => {
    const today = now();
    const isAsked = why === 'start' || why === 'asked';
    // In both directions: the clock may have been set back.
    if (!isAsked && lookedAt !== undefined && today >= lookedAt && today < lookNext) return undefined;
    lookedAt = today;
    lookNext = today + DAY;
    return ({ problem, refusedAt = 0 }) => {
      if (problem !== undefined && !TRY_AGAIN.includes(problem)) return false;
      if (isAsked || Math.abs(today - refusedAt) >= DAY) return true;
      lookNext = Math.min(lookNext, refusedAt + DAY);
      return false;
    };
  };
}

/** Sends one request under the lock, and applies its verdicts. */
function createExchange(
  { database, around, post, sequences, board, copies, now, lockPatience = 75_000 }: SyncParts,
  hear: (standing: ReceiptStanding) => Promise<void>,
): (batch: Batch) => Promise<Exchanged> {
  async function work(batch: Batch): Promise<Exchanged> {
    const present = await leaving(database, batch, sequences);
    if (!present) return { kind: 'failed', obstacle: 'server', isSuspect: false };
    if (present.length === 0) return { kind: 'gone' };
    const complete = present.filter((envelope) => envelope.status === 'complete');
    board.setSender({ sending: new Set(complete.map((envelope) => envelope.id)), isSending: true });
    const posted = await post(present);
    if (posted.kind !== 'answered') return posted;
    const { verdicts, standing } = posted;
    const settlement = await settleBatch(database, { copies, batch: present, verdicts, now: now(), standing });
    if (!settlement) return { kind: 'failed', obstacle: 'server', isSuspect: false };
    board.announce(settlement.deliveries);
    if (standing) await hear(standing);
    // The endpoint names what it received, even if it cannot read it. Verdicts about other responses are replayed by a portal's cache.
    const isReplay = verdicts.every(({ id }) => id !== null && !present.some((sent) => sent.id === id));
    if (isReplay) return { kind: 'failed', obstacle: 'portal', isSuspect: true };
    return { kind: 'answered', settled: settlement.settled };
  }
  // A tab that was frozen while sending blocks this one, which shows that.
  const onWait = () => board.setSender({ sending: new Set(), isSending: true, obstacle: 'sending-elsewhere' });
  return (batch) => underLock(around, 'outbox', { patience: lockPatience, onWait }, () => work(batch));
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

/** Marks envelopes as sent before they are sent: afterwards nothing proves that they were not. `undefined` if they cannot be read. */
async function leaving(database: Database, batch: Batch, sequences: Sequences): Promise<Batch | undefined> {
  const stillHere = async (tx: ReadAccess) => {
    const found = await Promise.all(batch.map((envelope) => tx.get('outbox', [envelope.id, envelope.sequence])));
    return found.filter((envelope) => envelope !== undefined);
  };
  const noted = await database.write(
    ['outbox'],
    async (tx) => {
      const present = await stillHere(tx);
      for (const envelope of present) if (!envelope.hasLeft) tx.put('outbox', { ...envelope, hasLeft: true });
      return present;
    },
    'strict',
  );
  if (noted.kind === 'done') return noted.value;
  // A full disk does not stop the sending, which frees space. Then only this page knows that they were sent.
  const read = await database.read(['outbox'], stillHere);
  if (read.kind === 'unread') return undefined;
  for (const { id, sequence } of read.value) sequences.next(id, sequence);
  return read.value;
}
