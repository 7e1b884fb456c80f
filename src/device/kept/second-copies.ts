import type { FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { DayRecord, ErasureRecord, QueuedEnvelope } from '../store/schema.ts';
import type { Database, ReadAccess, Transacted } from '../store/store.ts';
import { cardAgain, envelopeAgain } from '../store/wait-again.ts';
import { copyPath, DAYS, jsonAt, pathsOf, putJson, shelfIn } from './copies-shelf.ts';
import { restoreDays, tallyRestored } from './day-tally.ts';
import { putCopies, type RemovedCopies, removeCopies } from './removed-copies.ts';

/*
 * After a power cut Chromium may drop the whole IndexedDB of an origin, two starts later and without an error: a torn record at the end of
 * LevelDB's log ends up in its middle. All databases of an origin share one LevelDB, so the second copy of what was finished is in
 * Cache Storage. A copy goes before its original does: a copy without an original is always a loss, and is put back.
 */

const TOGETHER = 20;

export interface SecondCopies {
  /** Puts back what the database has lost, and says how many finished responses that were; `undefined` when it cannot be known now. */
  readonly restore: () => Promise<number | undefined>;
  /** Copies each finished response that waits, each erasure to confirm and the counts of the day, after what was lost is back. */
  readonly complete: () => Promise<void>;
  /** Removes these copies, then writes: no other tab copies meanwhile. Where they cannot be removed nothing is written. */
  readonly without: <T>(
    gone: RemovedCopies,
    write: () => Promise<Transacted<T>>,
  ) => Promise<Transacted<T> | 'unavailable'>;
  /** Reads the copies of finished responses, for when the database cannot be read. */
  readonly envelopes: () => Promise<readonly QueuedEnvelope[]>;
  /** The ids of erasures that have a copy: the browser may have emptied the database since. `undefined` when they cannot be read. */
  readonly erased: () => Promise<ReadonlySet<string> | undefined>;
  /** Copies nothing more. */
  readonly stop: () => void;
}

interface EnvelopeCopy {
  readonly envelope: QueuedEnvelope;
  /** Never on a shared tablet. */
  readonly card?: FinishedResponse | undefined;
}

export function createSecondCopies(
  database: Database,
  now: () => number,
  around: Surroundings,
  /** How many finished responses were put back, whenever that was. */
  onRestored: (count: number) => void = () => {},
): SecondCopies {
  let isRestored = false;
  let adding: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;

  const { locked, onShelf } = shelfIn(around);

  async function atShelf<T>(work: (shelf: Cache) => Promise<T>): Promise<T | 'no-shelf'> {
    const done = await locked(() => onShelf(work));
    return done === 'failed' ? 'no-shelf' : done;
  }

  async function addAll(): Promise<void> {
    isAskedAgain = false;
    while (!isStopped && (await atShelf((shelf) => addMissing(database, shelf))) === true);
    if (isAskedAgain && !isStopped) await addAll();
  }

  async function restore(): Promise<number | undefined> {
    const look = async (shelf: Cache) => {
      const read = await database.read(['outbox', 'erasures', 'days'], originals);
      if (read.kind !== 'done') return undefined;
      const there = read.value;
      const waiting = new Set(there.names.map(copyPath));
      const lost = latest(await pathsOf(shelf, 'outbox')).filter((path) => !waiting.has(path));
      const isErasureLost = (await pathsOf(shelf, 'erasures')).length > there.erasures.filter(isToConfirm).length;
      const erased = new Set(there.erasures.map(({ id }) => id));
      return lost.length > 0 || isErasureLost ? putBack(database, shelf, { lost, erased, now: now() }) : 0;
    };
    const restored = await locked(() => onShelf(look));
    // Without a second place nothing was copied, and nothing can be missing from it. Where it did not work that is not known.
    const count = restored === 'no-shelf' ? 0 : restored === 'failed' ? undefined : restored;
    isRestored = count !== undefined;
    if (count !== undefined && count > 0) onRestored(count);
    return count;
  }

  return {
    restore,
    async complete() {
      // A start at which the database could not be read has put nothing back, and a copy says what may be missing.
      if (isStopped || (!isRestored && (await restore()) === undefined)) return;
      // What was put in the outbox while copies are made is copied after them.
      isAskedAgain = adding !== undefined;
      adding ??= addAll().finally(() => {
        adding = undefined;
      });
      await adding;
    },
    without: (gone, write) =>
      locked(async () => {
        const removed = await onShelf((shelf) => removeCopies(shelf, gone));
        if (removed === 'failed') return 'unavailable';
        const written = await write();
        // The browser may have emptied the database, so that what was not erased is nowhere else.
        const isErased = written.kind === 'done' && written.value !== undefined;
        if (!isErased && removed !== 'no-shelf') await onShelf((shelf) => putCopies(shelf, removed));
        // Where the storage is slow, what copies may have gone on without the lock and have copied them meanwhile.
        if (isErased && (gone.responses || gone.wiped)) await onShelf((shelf) => removeCopies(shelf, gone));
        return written;
      }),
    async envelopes() {
      const found = await atShelf(async (shelf) => {
        const paths = latest(await pathsOf(shelf, 'outbox'));
        return Promise.all(paths.map((path) => jsonAt<EnvelopeCopy>(shelf, path)));
      });
      return found === 'no-shelf' ? [] : found.flatMap((copy) => (copy ? [copy.envelope] : []));
    },
    async erased() {
      const paths = await onShelf((shelf) => pathsOf(shelf, 'erasures'));
      if (paths === 'failed') return undefined;
      return new Set(paths === 'no-shelf' ? [] : paths.map((path) => path.split('/')[2] ?? ''));
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Reads what waits in the database. */
async function originals(tx: ReadAccess) {
  return {
    names: (await queueOf(tx).completeKeys()).map(([id, sequence]) => ({ id, sequence })),
    erasures: await tx.all('erasures'),
    days: await tx.all('days'),
  };
}

/** A few at a time, since a verdict or an erasure may wait for the lock. True when there are more. */
async function addMissing(database: Database, shelf: Cache): Promise<boolean> {
  const copied = await pathsOf(shelf, 'outbox');
  const last = lastOf(copied);
  const copyOf = async (tx: ReadAccess, { id, sequence }: Pick<QueuedEnvelope, 'id' | 'sequence'>) => ({
    envelope: await tx.get('outbox', [id, sequence]),
    card: await tx.get('finished', id),
  });
  // In one transaction: on a slow device each waits for what is being written.
  const read = await database.read(['outbox', 'finished', 'erasures', 'days'], async (tx) => {
    const there = await originals(tx);
    // Not beside a later copy, which waits to be put back: this envelope was written back by a page that knows of no later one.
    const missing = there.names.filter(({ id, sequence }) => sequence > (last.get(id)?.sequence ?? 0));
    const found = await Promise.all(missing.slice(0, TOGETHER).map((name) => copyOf(tx, name)));
    return { ...there, found, isMore: missing.length > TOGETHER };
  });
  if (read.kind !== 'done') return false;
  const { found, erasures, days, isMore } = read.value;
  for (const copy of found) {
    if (!copy.envelope) continue;
    await putJson(shelf, copyPath(copy.envelope), copy);
    // Only now: until the newer copy is there, the older one says more than none.
    for (const path of copied) if (path.startsWith(`/outbox/${copy.envelope.id}/`)) await shelf.delete(path);
  }
  for (const erasure of erasures.filter(isToConfirm)) await putJson(shelf, `/erasures/${erasure.id}`, erasure);
  if (days.length > 0) await putJson(shelf, DAYS, days);
  return isMore;
}

function isToConfirm({ mayHaveLeft }: ErasureRecord): boolean {
  return mayHaveLeft;
}

interface CopyLoss {
  /** Paths of the copies that have no original. */
  readonly lost: readonly string[];
  /** Ids that were erased when that was read: the browser may have emptied the database since. */
  readonly erased: ReadonlySet<string>;
  readonly now: number;
}

/** Puts back envelopes with their cards, erasures and the counts of days; returns how many responses. */
async function putBack(database: Database, shelf: Cache, { lost, erased, now }: CopyLoss): Promise<number | undefined> {
  const copies = await Promise.all(lost.map((path) => jsonAt<EnvelopeCopy>(shelf, path)));
  const erasures = await Promise.all(
    (await pathsOf(shelf, 'erasures')).map((path) => jsonAt<ErasureRecord>(shelf, path)),
  );
  const days = await jsonAt<readonly DayRecord[]>(shelf, DAYS);
  const written = await database.write(
    ['outbox', 'finished', 'kept', 'erasures', 'days'],
    async (tx) => {
      for (const one of erasures) if (one && !(await tx.get('erasures', one.id))) tx.put('erasures', one);
      await restoreDays(tx, days ?? []);
      const back: string[] = [];
      const stay: string[] = [];
      for (const { envelope, card } of copies.filter((copy) => copy !== undefined)) {
        const { id, sequence } = envelope;
        const finished = await tx.get('finished', id);
        const saysAll = (one: Pick<QueuedEnvelope, 'status' | 'sequence'> | undefined) =>
          one?.status === 'complete' && one.sequence >= sequence;
        const queued = await tx.all('outbox', id);
        const waits = queued.some(saysAll);
        const isReceived = finished?.delivery.state === 'received' && finished.sequence >= sequence;
        // Another page may have put it back since, or a later one has no copy yet: the browser may drop either.
        if (waits) stay.push(copyPath(envelope));
        const isErased = erased.has(id) || (await tx.get('erasures', id)) !== undefined;
        if (waits || saysAll(await tx.get('kept', id)) || isReceived || isErased) continue;
        // One that a page has written back from memory: it would be copied next, in the place of this one.
        for (const older of queued) if (older.sequence < sequence) tx.remove('outbox', [id, older.sequence]);
        tx.put('outbox', { ...envelopeAgain(envelope), failures: 0 });
        const told = card && card.sequence > (finished?.sequence ?? 0) ? card : finished;
        if (told) tx.put('finished', cardAgain(told));
        back.push(copyPath(envelope));
      }
      if (back.length > 0) await tallyRestored(tx, back.length, now);
      return { back, stay };
    },
    'strict',
  );
  if (written.kind !== 'done') return undefined;
  // Received, erased or replaced: a crash came between its two copies. Answers stay nowhere longer than they wait.
  const { back, stay } = written.value;
  for (const path of lost) if (![...back, ...stay].includes(path)) await shelf.delete(path);
  return back.length;
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
