import { fromHex } from '../../wire/hex.ts';
import { receiptCode } from '../../wire/receipt-code.ts';
import { inTurn } from '../asking/in-turn.ts';
import { tallyErased } from '../kept/day-tally.ts';
import type { SecondCopies } from '../kept/second-copies.ts';
import type { DiscardOutcome, Erasure, ReceiptReply } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import { removeResponse } from '../store/remove-response.ts';
import type { ErasureRecord } from '../store/schema.ts';
import type { Database, ReadAccess, Transacted, WriteAccess } from '../store/store.ts';
import type { StatusBoard } from './outbox-board.ts';
import { hasLeft, lastSequenceOf } from './queue.ts';
import type { Sequences } from './sequences.ts';

const DAY = 24 * 60 * 60 * 1000;
const PAUSE = 5 * 60 * 1000;

export type Erasures = ReturnType<typeof createErasures>;

interface ErasuresParts {
  readonly database: Database;
  readonly around: Surroundings;
  readonly copies: SecondCopies;
  readonly board: StatusBoard;
  readonly sequences: Sequences;
  readonly erase: (code: string) => Promise<ReceiptReply>;
  readonly now: () => number;
}

/**
 * A receipt code is kept until the endpoint has replied `erased`. A 404 proves nothing: a delayed request may still arrive, and
 * without the code it could not be erased.
 */
export function createErasures(parts: ErasuresParts) {
  const { database, around, copies, board, sequences, erase, now } = parts;
  let timer: Timer | undefined;

  async function askFor({ id, secret }: Pick<ErasureRecord, 'id' | 'secret'>): Promise<ReceiptReply> {
    const reply = await erase(receiptCode(fromHex(secret)));
    // If the disk is full the endpoint is asked once more than needed.
    if (reply === 'erased') {
      const confirm = () => database.write(['erasures'], async (tx) => confirmErasure(tx, id, now()), 'strict');
      await copies.without({ erasures: [id] }, confirm);
      await announce(id, 'erased');
    }
    return reply;
  }

  async function writeWithoutCopies<T>(id: string, work: (tx: WriteAccess) => Promise<T>): Promise<Transacted<T>> {
    const written = await copies.without({ responses: [id] }, () => database.write(ALL, work, 'strict'));
    // What was not written keeps its copy; what was, leaves an erasure to copy.
    void copies.complete();
    if (written !== 'unavailable' && written.kind === 'done' && written.value !== undefined) sequences.end(id);
    return written === 'unavailable' ? { kind: 'unavailable' } : written;
  }

  async function announce(id: string, state: 'erasing' | 'erased'): Promise<void> {
    board.announce(new Map([[id, { state }]]));
    await board.refresh();
  }

  function askLater(): void {
    around.clearTimeout(timer);
    timer = around.setTimeout(() => void ask(), PAUSE);
  }

  /**
   * Repeats every erasure that the endpoint has not confirmed. True if none is left. One at a time: all moments that ask during one
   * share the next.
   */
  const ask = inTurn(async () => {
    around.clearTimeout(timer);
    const read = await database.read(['erasures'], (tx) => tx.all('erasures'));
    let isDone = read.kind === 'done';
    if (read.kind !== 'unread')
      for (const one of read.value.filter(({ mayHaveLeft }) => mayHaveLeft))
        isDone = (await askFor(one)) === 'erased' && isDone;
    if (!isDone) askLater();
    return isDone;
  });

  return {
    ask,
    /** Deletes a finished response on this device, and at the endpoint if any envelope of it may have been sent. */
    async erase(id: string, secret: string): Promise<Erasure> {
      const forgotten = await writeWithoutCopies(id, (tx) => forget(tx, { id, secret }, parts));
      if (forgotten.kind !== 'done') return 'unchanged';
      await announce(id, forgotten.value ? 'erasing' : 'erased');
      if (!forgotten.value) return 'here';
      const reply = await askFor({ id, secret });
      if (reply === 'erased') return 'everywhere';
      askLater();
      return reply === 'unknown' ? 'unknown' : 'later';
    },
    /** The same for a draft. A draft that was finished in another tab meanwhile is kept. */
    async discard(id: string): Promise<DiscardOutcome> {
      const forgotten = await writeWithoutCopies(id, async (tx) => {
        const draft = await tx.get('drafts', id);
        return draft && forget(tx, draft, parts);
      });
      if (forgotten.kind !== 'done') return forgotten.kind;
      if (forgotten.value === undefined) return 'discarded';
      await announce(id, forgotten.value ? 'erasing' : 'erased');
      if (forgotten.value) void ask();
      return 'discarded';
    },
    stop: () => around.clearTimeout(timer),
  };
}

/** Deletes the answers and keeps the code, which prevents the response from being stored again. Returns whether they may have been sent. */
async function forget(
  tx: WriteAccess,
  { id, secret }: Pick<ErasureRecord, 'id' | 'secret'>,
  { database, sequences, now }: Pick<ErasuresParts, 'database' | 'sequences' | 'now'>,
): Promise<boolean> {
  const before = await tx.get('erasures', id);
  const mayHaveLeft =
    before?.mayHaveLeft || (await hasLeft(tx, id, sequences)) || (!before && (await isUnknown(database, tx, id)));
  await removeResponse(tx, id);
  await tallyErased(tx, id);
  tx.put('erasures', { id, secret, since: now(), mayHaveLeft });
  return mayHaveLeft;
}

/** A response that is not here any more may have been sent by an earlier page, or before the browser emptied the database. */
async function isUnknown({ keeps }: Database, tx: ReadAccess, id: string): Promise<boolean> {
  if (keeps === 'memory') return false;
  return (await lastSequenceOf(tx, id)) === 0 && !(await tx.get('drafts', id));
}

const ALL = ['drafts', 'locked', 'outbox', 'unsent', 'kept', 'finished', 'erasures', 'days'] as const;

/** The endpoint has confirmed the erasure: the code is not needed any more. */
export function confirmErasure(tx: WriteAccess, id: string, now: number): void {
  tx.put('erasures', { id, secret: '', since: now, mayHaveLeft: false });
}

/** A response that was never sent needs no request. Its record is kept for a day, so that frozen tabs do not restore it. */
export async function pruneErasures(database: Database, now: () => number): Promise<void> {
  await database.write(['erasures'], async (tx) => {
    for (const { id, since, mayHaveLeft } of await tx.all('erasures'))
      if (!mayHaveLeft && Math.abs(now() - since) > DAY) tx.remove('erasures', id);
  });
}
