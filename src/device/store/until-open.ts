import type { Keeping } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import { memoryDatabase } from './memory-store.ts';
import { removeResponse } from './remove-response.ts';
import { type DayRecord, STORE_NAMES, type StoreName } from './schema.ts';
import type { Database, ReadAccess, WriteAccess } from './store.ts';
import { cardAgain } from './wait-again.ts';

/** Storage that is forbidden stays so: private mode, blocked storage, some in-app browsers. */
const FORBIDDEN = ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'];

/** Between tries to open, in milliseconds. */
const PAUSE = 10_000;

/** Redirects reads and writes from now on. */
type Use = (next: Promise<Database>) => void;

/** A second try, which is often the one that is answered; then memory, for good or for the time being. */
export async function openLater(
  connection: Connection,
  { first, ...waiting }: Omit<Waiting, 'why'> & { readonly first: unknown },
): Promise<Database> {
  const isForbidden = (error: unknown) => forbids(error, waiting.around);
  if (isForbidden(first)) return memoryDatabase();
  try {
    if (await isReadable(connection)) return diskDatabase(connection);
    return memoryUntilOpen(connection, { ...waiting, why: 'newer' });
  } catch (error) {
    return isForbidden(error) ? memoryDatabase() : memoryUntilOpen(connection, { ...waiting, why: 'slow' });
  }
}

function forbids(error: unknown, around: Surroundings): boolean {
  if (error instanceof DOMException) return FORBIDDEN.includes(error.name);
  // Looked at only now: where it is forbidden, even to look throws.
  if (around.indexedDB === undefined) return true;
  throw error;
}

/** A later release has left all the stores that this one needs. */
async function isReadable(connection: Connection): Promise<boolean> {
  const { stores } = await connection.current();
  return STORE_NAMES.every((store) => stores.contains(store));
}

interface Waiting {
  readonly around: Surroundings;
  readonly why: 'slow' | 'newer';
  readonly use: Use;
  readonly events: ConnectionEvents;
}

/**
 * A database that does not open yet is not one that does not exist: it is tried again and again, and what was given
 * meanwhile moves into it, in one strict transaction, before anything else is read or written.
 */
function memoryUntilOpen(connection: Connection, { around, why, use, events }: Waiting): Database {
  const memory = memoryDatabase();
  const disk = diskDatabase(connection);
  let isMoving = false;
  let next: Timer | undefined;

  async function retry(): Promise<void> {
    // A request that is blocked goes through by itself.
    if (connection.isBlocked()) return;
    const read = await disk.read(STORE_NAMES, async () => undefined);
    if (read.kind === 'done') await move();
  }

  /** Once; again only when it did not succeed. */
  async function move(): Promise<void> {
    if (isMoving) return;
    isMoving = true;
    const moving = moved();
    use(moving);
    isMoving = (await moving) === disk;
    if (!isMoving) return;
    around.clearTimeout(next);
    events.onMoved?.();
  }

  async function moved(): Promise<Database> {
    // What was asked of the memory before this is in it first.
    await new Promise((resolve) => around.setTimeout(() => resolve(undefined)));
    const written = await memory.read(STORE_NAMES, (from) =>
      disk.write(STORE_NAMES, (to) => moveAll(from, to), 'strict'),
    );
    return written.kind === 'done' && written.value.kind === 'done' ? disk : soFar;
  }

  events.onOpen = () => void move();
  const again = () => {
    next = around.setTimeout(again, PAUSE);
    void retry();
  };
  const soFar: Database = {
    get keeps(): Keeping {
      return connection.isBlocked() ? 'blocked' : why;
    },
    async read(...asked) {
      const read = await memory.read(...asked);
      return read.kind === 'done' ? { kind: 'so-far', value: read.value } : read;
    },
    write: memory.write,
    close() {
      around.clearTimeout(next);
      connection.close();
    },
  };
  again();
  return soFar;
}

/** These are joined with what the disk holds. */
const JOINED: readonly StoreName[] = ['drafts', 'seals', 'days'];

/** The memory answers without a task in between, so that the transaction on the disk goes on. */
async function moveAll(from: ReadAccess, to: WriteAccess): Promise<void> {
  for (const store of STORE_NAMES)
    if (!JOINED.includes(store)) for (const value of await from.all(store)) to.put(store, value);
  for (const draft of await from.all('drafts')) {
    const there = await to.get('drafts', draft.id);
    const isGone = await to.get('erasures', draft.id);
    if (!isGone && (there?.savedAt ?? 0) <= draft.savedAt) to.put('drafts', draft);
  }
  // The keys that a tablet began with are replaced on the organiser's word only, which was not given to this memory.
  for (const seal of await from.all('seals')) if (!(await to.get('seals', seal.survey))) to.put('seals', seal);
  for (const day of await from.all('days')) to.put('days', joinDays(await to.get('days', day.day), day));
  // What a file has brought in while the disk could not be read: erased earlier, or refused, and then it waits again.
  for (const { id, sequence } of await from.all('outbox')) {
    if (await to.get('erasures', id)) to.remove('outbox', [id, sequence]);
    const card = await to.get('finished', id);
    if (card) to.put('finished', cardAgain(card));
  }
  // Erased while the disk could not be read: what it holds of them goes now.
  for (const { id } of await from.all('erasures')) await removeResponse(to, id);
}

/** Adds up what two places have counted of one day: both began at nothing. */
function joinDays(one: DayRecord | undefined, other: DayRecord): DayRecord {
  if (!one) return other;
  const acknowledged = union(one.acknowledged, other.acknowledged);
  return {
    day: other.day,
    finished: one.finished + other.finished,
    left: one.left + other.left,
    erased: (one.erased ?? 0) + (other.erased ?? 0),
    restored: (one.restored ?? 0) + (other.restored ?? 0),
    unacknowledged: union(one.unacknowledged, other.unacknowledged).filter((id) => !acknowledged.includes(id)),
    acknowledged,
  };
}

function union(one: readonly string[] = [], other: readonly string[] = []): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}
