import type { FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import { removeResponse } from '../store/remove-response.ts';
import type { DayRecord, ErasureRecord, QueuedEnvelope } from '../store/schema.ts';
import type { Database, ReadAccess, Transacted } from '../store/store.ts';
import { cardAgain, envelopeAgain } from '../store/wait-again.ts';
import { cardPath, copyPath, DAYS, idOf, jsonAt, pathsOf, putJson, shelfIn } from './copies-shelf.ts';
import { restoreDays, tallyRestored } from './day-tally.ts';
import { putCopies, type RemovedCopies, removeCopies } from './removed-copies.ts';

/*
 * After a power cut Chromium may drop the whole IndexedDB of an origin, two starts later and without an error: a torn record at the end of
 * LevelDB's log ends up in its middle. All databases of an origin share one LevelDB, so the second copy of what was finished is in
 * Cache Storage. A copy goes before its original does: a copy without an original is always a loss, and is put back. Once a response is
 * received its envelope has gone, and the copy of its card remains: the profile, and the code by which the respondent can erase it.
 */

const TOGETHER = 20;
/** Pause before a storage that has failed or is full is tried again, in milliseconds. */
const PAUSE = 10_000;

export type SecondCopies = ReturnType<typeof createSecondCopies>;

/** Ids of finished responses that were put back. */
export interface Restoration {
  /** These wait in the outbox again. */
  readonly waiting: readonly string[];
  /** These had been received, and have their cards again. */
  readonly received: readonly string[];
}

const NOTHING: Restoration = { waiting: [], received: [] };

interface EnvelopeCopy {
  readonly envelope: QueuedEnvelope;
  /** Never on a shared tablet. */
  readonly card?: FinishedResponse | undefined;
}

export function createSecondCopies(database: Database, now: () => number, around: Surroundings) {
  const listeners: ((restored: Restoration) => void)[] = [];
  /** How often the database was opened again, and how often it had been when the last restoring began that succeeded. */
  let [reopenings, restoredIn] = [0, -1];
  let adding: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;
  let pause: Timer | undefined;

  const { locked, onShelf } = shelfIn(around);

  const isRestored = () => restoredIn === reopenings;

  function completeLater(): void {
    pause ??= around.setTimeout(() => {
      pause = undefined;
      void complete();
    }, PAUSE);
  }

  /**
   * Copies each finished response that waits, the card of each that was received, each erasure to confirm and the counts of the day,
   * after what was lost is back. Repeated later where the storage fails.
   */
  async function complete(): Promise<void> {
    if (isStopped) return;
    // A start at which the database could not be read has put nothing back, and a copy says what may be missing.
    if (!isRestored()) await restore();
    if (!isRestored()) return completeLater();
    // A further round copies what is put in the outbox while copies are made.
    isAskedAgain = adding !== undefined;
    adding ??= addAll().finally(() => {
      adding = undefined;
    });
    await adding;
  }

  async function addAll(): Promise<void> {
    isAskedAgain = false;
    let added: 'more' | 'whole' | 'failed' | 'no-shelf' = 'more';
    while (!isStopped && added === 'more') added = await locked(() => onShelf((shelf) => addMissing(database, shelf)));
    if (added === 'failed') completeLater();
    if (isAskedAgain && !isStopped) await addAll();
  }

  /** Puts back what the database has lost; `undefined` when that cannot be known now. */
  async function restore(): Promise<Restoration | undefined> {
    const began = reopenings;
    const look = async (shelf: Cache) => {
      const read = await database.read(['outbox', 'finished', 'erasures', 'days'], originals);
      if (read.kind !== 'done') return undefined;
      const there = read.value;
      const waiting = new Set(there.names.map(copyPath));
      const lost = latest(await pathsOf(shelf, 'outbox')).filter((path) => !waiting.has(path));
      const isErasureLost = (await pathsOf(shelf, 'erasures')).length > there.erasures.filter(isToConfirm).length;
      const erased = new Set(there.erasures.map(({ id }) => id));
      const known = new Set(there.cards.map(({ id }) => id));
      const cards = (await pathsOf(shelf, 'cards')).filter((path) => !known.has(idOf(path)));
      const isWhole = lost.length === 0 && cards.length === 0 && !isErasureLost;
      return isWhole ? NOTHING : putBack(database, shelf, { lost, cards, erased, now: now() });
    };
    const restored = await locked(() => onShelf(look));
    // Without a second place nothing was copied, and nothing can be missing from it. Where it did not work that is not known.
    const back = restored === 'no-shelf' ? NOTHING : restored === 'failed' ? undefined : restored;
    if (!back) return undefined;
    restoredIn = began;
    if (back.waiting.length + back.received.length > 0) for (const listener of listeners) listener(back);
    return back;
  }

  return {
    restore,
    complete,
    /** The database was opened again, and the browser may have emptied it before. */
    reopened() {
      reopenings++;
      const isFirst = pause === undefined;
      completeLater();
      // Once in a pause: a database whose transactions fail is opened again for each of them.
      if (isFirst) void complete();
    },
    /** Calls the listener each time that something was put back. */
    watch: (listener: (restored: Restoration) => void) => void listeners.push(listener),
    /** Removes these copies, then writes: no other tab copies meanwhile. Where they cannot be removed nothing is written. */
    without: <T>(gone: RemovedCopies, write: () => Promise<Transacted<T>>) =>
      locked(async () => {
        const removed = await onShelf((shelf) => removeCopies(shelf, gone));
        if (removed === 'failed') return 'unavailable' as const;
        const written = await write();
        // The browser may have emptied the database, so that what was not erased is nowhere else.
        const isErased = written.kind === 'done' && written.value !== undefined;
        if (!isErased && removed !== 'no-shelf') await onShelf((shelf) => putCopies(shelf, removed));
        // Where the storage is slow, what copies may have gone on without the lock and have copied them meanwhile.
        if (isErased && (gone.responses || gone.wiped)) await onShelf((shelf) => removeCopies(shelf, gone));
        return written;
      }),
    /** Reads the copies of finished responses, for when the database cannot be read. */
    async envelopes(): Promise<readonly QueuedEnvelope[]> {
      const read = async (shelf: Cache) => {
        const paths = latest(await pathsOf(shelf, 'outbox'));
        return Promise.all(paths.map((path) => jsonAt<EnvelopeCopy>(shelf, path)));
      };
      const found = await locked(() => onShelf(read));
      if (found === 'no-shelf' || found === 'failed') return [];
      return found.flatMap((copy) => (copy ? [copy.envelope] : []));
    },
    /** The ids of erasures that have a copy: the browser may have emptied the database since. `undefined` when they cannot be read. */
    async erased(): Promise<ReadonlySet<string> | undefined> {
      const paths = await onShelf((shelf) => pathsOf(shelf, 'erasures'));
      if (paths === 'failed') return undefined;
      return new Set(paths === 'no-shelf' ? [] : paths.map(idOf));
    },
    /** Copies nothing more. */
    stop() {
      isStopped = true;
      around.clearTimeout(pause);
    },
  };
}

/** Reads what waits in the database, and the cards. */
async function originals(tx: ReadAccess) {
  return {
    names: (await queueOf(tx).completeKeys()).map(([id, sequence]) => ({ id, sequence })),
    cards: await tx.all('finished'),
    erasures: await tx.all('erasures'),
    days: await tx.all('days'),
  };
}

/** A few at a time, since a verdict or an erasure may wait for the lock. */
async function addMissing(database: Database, shelf: Cache): Promise<'more' | 'whole' | 'failed'> {
  const copied = await pathsOf(shelf, 'outbox');
  const last = lastOf(copied);
  const copyOf = async (tx: ReadAccess, { id, sequence }: Pick<QueuedEnvelope, 'id' | 'sequence'>) => ({
    envelope: await tx.get('outbox', [id, sequence]),
    card: await tx.get('finished', id),
  });
  // In one transaction: on a slow device each waits for what is being written.
  const read = await database.read(['outbox', 'finished', 'erasures', 'days'], async (tx) => {
    const there = await originals(tx);
    // Not beside a later copy, which waits to be put back: a rescue file has brought in an earlier envelope.
    const missing = there.names.filter(({ id, sequence }) => sequence > (last.get(id)?.sequence ?? 0));
    const found = await Promise.all(missing.slice(0, TOGETHER).map((name) => copyOf(tx, name)));
    return { ...there, found, isMore: missing.length > TOGETHER };
  });
  if (read.kind !== 'done') return 'failed';
  const { found, cards, erasures, days, isMore } = read.value;
  for (const copy of found) {
    if (!copy.envelope) continue;
    await putJson(shelf, copyPath(copy.envelope), copy);
    // Only now: until the newer copy is there, the older one says more than none.
    for (const path of copied) if (path.startsWith(`/outbox/${copy.envelope.id}/`)) await shelf.delete(path);
  }
  await addCards(shelf, cards);
  for (const erasure of erasures.filter(isToConfirm)) await putJson(shelf, `/erasures/${erasure.id}`, erasure);
  if (days.length > 0) await putJson(shelf, DAYS, days);
  return isMore ? 'more' : 'whole';
}

/** A card that waits is copied beside its envelope; a copy of a received one goes when a later one is received, or the response is erased. */
async function addCards(shelf: Cache, cards: readonly FinishedResponse[]): Promise<void> {
  // A tablet has none, and perhaps thousands of other copies to look through.
  if (cards.length === 0) return;
  const copied = new Set(await pathsOf(shelf, 'cards'));
  for (const card of cards) {
    const { state } = card.delivery;
    if (state === 'received' && !copied.delete(cardPath(card))) await putJson(shelf, cardPath(card), card);
    if (state !== 'received' && state !== 'erased') continue;
    for (const path of copied) if (idOf(path) === card.id) await shelf.delete(path);
  }
}

function isToConfirm({ mayHaveLeft }: ErasureRecord): boolean {
  return mayHaveLeft;
}

interface CopyLoss {
  /** Paths of the copies that have no original. */
  readonly lost: readonly string[];
  /** Paths of the copies of cards that have no original. */
  readonly cards: readonly string[];
  /** Ids that were erased when that was read: the browser may have emptied the database since. */
  readonly erased: ReadonlySet<string>;
  readonly now: number;
}

/** Puts back envelopes with their cards, the cards of received responses, erasures and the counts of days. */
async function putBack(
  database: Database,
  shelf: Cache,
  { lost, cards, erased, now }: CopyLoss,
): Promise<Restoration | undefined> {
  const copies = await Promise.all(lost.map((path) => jsonAt<EnvelopeCopy>(shelf, path)));
  const erasures = await Promise.all(
    (await pathsOf(shelf, 'erasures')).map((path) => jsonAt<ErasureRecord>(shelf, path)),
  );
  const days = await jsonAt<readonly DayRecord[]>(shelf, DAYS);
  const cardCopies = await Promise.all(
    cards.map(async (path) => [path, await jsonAt<FinishedResponse>(shelf, path)] as const),
  );
  const written = await database.write(
    ['drafts', 'locked', 'outbox', 'unsent', 'finished', 'kept', 'erasures', 'days'],
    async (tx) => {
      for (const one of erasures) {
        if (!one || (await tx.get('erasures', one.id))) continue;
        tx.put('erasures', one);
        // Another tab still showed it, and wrote it into the emptied database.
        await removeResponse(tx, one.id);
      }
      await restoreDays(tx, days ?? []);
      const fates = new Map<string, CopyFate>();
      const back: string[] = [];
      for (const { envelope, card } of copies.filter((copy) => copy !== undefined)) {
        const { id, sequence } = envelope;
        const there = {
          queued: await tx.all('outbox', id),
          kept: await tx.get('kept', id),
          card: await tx.get('finished', id),
          isErased: erased.has(id) || (await tx.get('erasures', id)) !== undefined,
        };
        const fate = fateOf(sequence, there);
        fates.set(copyPath(envelope), fate);
        if (fate !== 'restore') continue;
        back.push(id);
        // One that a rescue file has brought in: it would be copied next, in the place of this one.
        for (const older of there.queued) if (older.sequence < sequence) tx.remove('outbox', [id, older.sequence]);
        tx.put('outbox', { ...envelopeAgain(envelope), failures: 0 });
        const latestCard = card && card.sequence > (there.card?.sequence ?? 0) ? card : there.card;
        if (latestCard) tx.put('finished', cardAgain(latestCard));
      }
      if (back.length > 0) await tallyRestored(tx, back.length, now);
      const received: string[] = [];
      for (const [path, card] of cardCopies) {
        const isErased = erased.has(idOf(path)) || (await tx.get('erasures', idOf(path))) !== undefined;
        if (!card || isErased) fates.set(path, 'drop');
        // The card of a later finish, which waits, has come back above.
        if (!card || isErased || (await tx.get('finished', card.id))) continue;
        tx.put('finished', card);
        received.push(card.id);
      }
      return { fates, back, received };
    },
    'strict',
  );
  if (written.kind !== 'done') return undefined;
  const { fates, back, received } = written.value;
  // Also what a power cut has left a part of. Answers stay nowhere longer than they wait.
  for (const path of lost) if (!fates.has(path)) fates.set(path, 'drop');
  for (const [path, fate] of fates) if (fate === 'drop') await shelf.delete(path);
  return { waiting: back, received };
}

type CopyFate = 'restore' | 'keep' | 'drop';

/** The records of one response in the database. */
interface ResponseRecords {
  readonly queued: readonly Pick<QueuedEnvelope, 'status' | 'sequence'>[];
  readonly kept: Pick<QueuedEnvelope, 'status' | 'sequence'> | undefined;
  readonly card: Pick<FinishedResponse, 'sequence' | 'delivery'> | undefined;
  readonly isErased: boolean;
}

/** Decides about a copy whose envelope was not in the outbox when that was read, by what the database holds of its response now. */
export function fateOf(sequence: number, { queued, kept, card, isErased }: ResponseRecords): CopyFate {
  const containsIt = (one: ResponseRecords['kept']) => one?.status === 'complete' && one.sequence >= sequence;
  // Another page has put it back since, or a later one has no copy yet: the browser may drop either.
  if (queued.some(containsIt)) return 'keep';
  const isReceived = containsIt(kept) || (card?.delivery.state === 'received' && card.sequence >= sequence);
  // A crash came between the removal of the copy and that of the original.
  return isReceived || isErased ? 'drop' : 'restore';
}

/** The last path of each response: a later envelope says all that an earlier one said. */
function latest(paths: readonly string[]): readonly string[] {
  return [...lastOf(paths).values()].map(({ path }) => path);
}

function lastOf(paths: readonly string[]) {
  const last = new Map<string, { readonly path: string; readonly sequence: number }>();
  for (const path of paths) {
    const [, , id = '', sequence] = path.split('/');
    if ((last.get(id)?.sequence ?? 0) < Number(sequence)) last.set(id, { path, sequence: Number(sequence) });
  }
  return last;
}
