import type { ReceiptStanding } from '../kept/kept-copies.ts';
import type { SecondCopies } from '../kept/second-copies.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { Database, ReadAccess } from '../store/store.ts';
import { settleBatch } from './apply-verdicts.ts';
import type { Batch, ExchangeOutcome } from './drain-pass.ts';
import type { StatusBoard } from './outbox-board.ts';
import type { PostBatch } from './post-batch.ts';
import type { Sequences } from './sequences.ts';

export interface ExchangeParts {
  readonly database: Database;
  readonly around: Surroundings;
  readonly post: PostBatch;
  readonly sequences: Sequences;
  readonly board: StatusBoard;
  readonly copies: SecondCopies;
  readonly now: () => number;
  /** How long to wait for another tab that holds the outbox, in milliseconds. Longer than one request may take. */
  readonly lockPatience?: number;
}

/** Sends one request under the lock, and applies its verdicts. `hear` is given what the reply says of all that was received. */
export function createExchange(
  { database, around, post, sequences, board, copies, now, lockPatience = 75_000 }: ExchangeParts,
  hear: (standing: ReceiptStanding) => Promise<void>,
): (batch: Batch) => Promise<ExchangeOutcome> {
  async function work(batch: Batch): Promise<ExchangeOutcome> {
    const present = await leaving(database, batch, sequences);
    if (!present) return { kind: 'failed', obstacle: 'server', isSuspect: false };
    if (present.length === 0) return { kind: 'gone' };
    const complete = present.filter((envelope) => envelope.status === 'complete');
    board.setSender({ sending: new Set(complete.map((envelope) => envelope.id)), isSending: true });
    const posted = await post(present);
    if (posted.kind === 'too-large') return { kind: 'too-large', sent: present };
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

/** Reads what is still here, and first deletes what says that it was never sent. `undefined` if it cannot be read. */
async function leaving(database: Database, batch: Batch, sequences: Sequences): Promise<Batch | undefined> {
  const stillHere = async (tx: ReadAccess) => {
    const found = await Promise.all(batch.map(({ id, sequence }) => tx.get('outbox', [id, sequence])));
    return found.filter((envelope) => envelope !== undefined);
  };
  const noted = await database.write(
    ['outbox', 'unsent'],
    async (tx) => {
      const [present, marks] = await Promise.all([
        stillHere(tx),
        Promise.all(batch.map(({ id }) => tx.get('unsent', id))),
      ]);
      for (const mark of marks) if (mark) tx.remove('unsent', mark.id);
      return present;
    },
    'strict',
  );
  if (noted.kind === 'done') return noted.value;
  // Firefox and Safari need room to delete as well. What is full goes on sending, and only this page knows that it did.
  const read = await database.read(['outbox'], stillHere);
  if (read.kind === 'unread') return undefined;
  for (const { id, sequence } of read.value) sequences.next(id, sequence);
  return read.value;
}

/** A wait that is long enough to be shown, in milliseconds: longer than another tab needs for a batch on a good network. */
const NOTICEABLE = 3000;

/**
 * One sender at a time across tabs and the worker. A frozen tab keeps its lock for ever, so the wait is limited and the lock is then
 * stolen: two senders are harmless, since the endpoint is idempotent. Without Web Locks the same holds.
 */
async function underLock<T>(
  around: Surroundings,
  name: string,
  { patience, onWait }: { readonly patience: number; readonly onWait: () => void },
  work: () => Promise<T>,
): Promise<T> {
  // A page served over `http` has no Web Locks.
  const { locks } = around.navigator;
  if (locks === undefined) return work();
  let running: Promise<T> | undefined;
  const start = () => {
    running = work();
    return running;
  };
  const limit = new AbortController();
  const timer = around.setTimeout(() => limit.abort(), patience);
  const waiting = around.setTimeout(onWait, Math.min(NOTICEABLE, patience / 2));
  const granted = () => {
    around.clearTimeout(timer);
    around.clearTimeout(waiting);
    return start();
  };
  try {
    return await locks.request(name, { signal: limit.signal }, granted);
  } catch (error) {
    // Locks are refused if cookies are blocked: then it runs without them, as above.
    if (isRefused(error) && !running) return work();
    if (!isAbort(error)) throw error;
    // The lock was stolen during the work, which still finishes.
    if (running) return running;
  }
  try {
    return await locks.request(name, { steal: true }, start);
  } catch (error) {
    if (!isAbort(error)) throw error;
    // Another tab has stolen it again, perhaps before the work began.
    return running ?? work();
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
