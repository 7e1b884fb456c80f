import type { Verdict } from '../../wire/verdict.ts';
import { tallyErased, tallyReceived } from '../kept/day-tally.ts';
import { copyOf, type ReceiptStanding } from '../kept/kept-copies.ts';
import type { SecondCopies } from '../kept/second-copies.ts';
import type { Delivery } from '../port/finished-response.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database, ReadAccess, Transacted } from '../store/store.ts';
import { confirmErasure } from './erasures.ts';

interface Settlement {
  /** How many envelopes of the batch got a verdict of their own. */
  readonly settled: number;
  /** The new delivery state of each finished response. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
}

interface Answered {
  readonly copies: SecondCopies;
  readonly batch: readonly QueuedEnvelope[];
  readonly verdicts: readonly Verdict[];
  readonly now: number;
  readonly standing?: ReceiptStanding | undefined;
  /** The device is so full that not even the day's count can be written: the page remembers it. */
  readonly isFull?: true;
}

/**
 * Applies the verdicts of a batch in one strict transaction; `undefined` when that could not be written. Where there is no room
 * to keep what was received until a backup holds it, it is not kept: what is here alone needs the room more, and sending empties a
 * full device.
 */
export async function settleBatch(database: Database, answered: Answered): Promise<Settlement | undefined> {
  const matched = new Map(answered.batch.map((sent) => [sent, answered.verdicts.find((one) => isFor(one, sent))]));
  const leaving = answered.batch.filter((sent) => {
    const verdict = matched.get(sent);
    return sent.status === 'complete' && verdict !== undefined && verdict.verdict !== 'refused';
  });
  const write = async () => {
    const written = await writeVerdicts(database, matched, answered);
    if (written.kind !== 'full') return written;
    const withoutKeeping = await writeVerdicts(database, matched, { ...answered, standing: undefined });
    if (withoutKeeping.kind !== 'full') return withoutKeeping;
    // What is removed takes no room.
    return writeVerdicts(database, matched, { ...answered, standing: undefined, isFull: true });
  };
  const settled = await answered.copies.without({ envelopes: leaving }, write);
  // A copy that cannot be removed is sent once more at worst: the endpoint knows it by its digest.
  const written = settled === 'unavailable' ? await write() : settled;
  return written.kind === 'done' ? written.value : undefined;
}

function writeVerdicts(
  database: Database,
  matched: ReadonlyMap<QueuedEnvelope, Verdict | undefined>,
  { batch, now, standing, isFull }: Answered,
): Promise<Transacted<Settlement>> {
  const settled = [...matched.values()].filter((verdict) => verdict !== undefined).length;
  return database.write(
    ['outbox', 'kept', 'finished', 'erasures', 'days'],
    async (tx) => {
      const deliveries = new Map<string, Delivery>();
      // All at once: one after another, each would wait for a browser's other process.
      const known = await Promise.all(batch.map((sent) => knownOf(tx, sent)));
      for (const { sent, held, erasure, finished } of known) {
        // A file has brought a complete envelope in the place of a partial that was being sent.
        if (held && held.digest !== sent.digest) continue;
        const verdict = matched.get(sent);
        if (!verdict) {
          // Its neighbours were answered: whatever is wrong is its own, and next time it travels last and alone.
          if (held && settled > 0) tx.put('outbox', { ...held, failures: held.failures + 1 });
          continue;
        }
        const delivery = deliveryOf(verdict, now);
        const epoch = delivery.state === 'received' ? standing?.epoch : undefined;
        if (erasure) {
          // Erased here while it was on its way: the endpoint is asked again, unless this is the word that was waited for.
          tx.remove('outbox', [sent.id, sent.sequence]);
          if (delivery.state !== 'erased') continue;
          confirmErasure(tx, sent.id, now);
          deliveries.set(sent.id, delivery);
        }
        // An envelope that a later one has replaced needs no copy.
        const copy = held && RECEIVED.includes(verdict.verdict) ? copyOf(held, standing) : undefined;
        if (copy) tx.put('kept', copy);
        if (delivery.state === 'erased') tx.remove('kept', sent.id);
        if (delivery.state !== 'refused') tx.remove('outbox', [sent.id, sent.sequence]);
        else if (held) tx.put('outbox', refused(held, delivery, now));
        if (sent.status === 'partial') continue;
        if (delivery.state === 'erased' && !isFull) await tallyErased(tx, sent.id);
        // The answers changed while it was being sent, so the later envelope is counted, and its state announced.
        if (!held && (await tx.all('outbox', sent.id)).length > 0) continue;
        if (delivery.state === 'received' && !isFull) await tallyReceived(tx, sent.id);
        deliveries.set(sent.id, delivery);
        // A file may have brought a later envelope than the card of this device is of.
        if (finished && finished.sequence <= sent.sequence)
          tx.put('finished', { ...finished, delivery, ...(epoch && { epoch }) });
      }
      return { settled, deliveries };
    },
    'strict',
  );
}

async function knownOf(tx: ReadAccess, sent: QueuedEnvelope) {
  const [held, erasure, finished] = await Promise.all([
    tx.get('outbox', [sent.id, sent.sequence]),
    tx.get('erasures', sent.id),
    tx.get('finished', sent.id),
  ]);
  return { sent, held, erasure, finished };
}

const RECEIVED: readonly Verdict['verdict'][] = ['stored', 'already-stored'];

/** Counts a failure of an envelope that failed while others were accepted, so that it is sent last. */
export async function setAside(database: Database, sent: QueuedEnvelope): Promise<void> {
  // Without room to note it, it merely travels with the others once more.
  await database.write(['outbox'], async (tx) => {
    const held = await tx.get('outbox', [sent.id, sent.sequence]);
    if (held) tx.put('outbox', { ...held, failures: held.failures + 1 });
  });
}

/** A proxy refuses this envelope as too large: it is kept and shown as refused, and tried again at each start. */
export async function refuseTooLarge(database: Database, sent: QueuedEnvelope, now: number): Promise<Settlement> {
  const deliveries = new Map<string, Delivery>();
  const delivery: Delivery = { state: 'refused' };
  await database.write(['outbox', 'finished'], async (tx) => {
    const held = await tx.get('outbox', [sent.id, sent.sequence]);
    if (!held) return;
    tx.put('outbox', refused(held, delivery, now));
    if (sent.status === 'complete') deliveries.set(sent.id, delivery);
    const finished = await tx.get('finished', sent.id);
    if (finished && finished.sequence <= sent.sequence) tx.put('finished', { ...finished, delivery });
  });
  return { settled: 0, deliveries };
}

/** Proof that our endpoint read this very envelope. */
export function isFor(verdict: Verdict, sent: QueuedEnvelope): boolean {
  return verdict.id === sent.id && verdict.sequence === sent.sequence && verdict.digest === sent.digest;
}

export function deliveryOf({ verdict, problem }: Verdict, now: number): Delivery {
  switch (verdict) {
    case 'stored':
    case 'already-stored':
    case 'superseded':
      return { state: 'received', at: now };
    case 'erased':
      return { state: 'erased' };
    case 'refused':
      return { state: 'refused', ...(problem === undefined ? {} : { problem }) };
  }
}

function refused(held: QueuedEnvelope, { problem }: Delivery, now: number): QueuedEnvelope {
  const { problem: _, ...rest } = held;
  return { ...rest, state: 'refused', refusedAt: now, ...(problem === undefined ? {} : { problem }) };
}
