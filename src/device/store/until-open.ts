import type { Keeping } from '../port/device.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import { memoryDatabase } from './memory-store.ts';
import { joinDays, STORE_NAMES, type Stored, type StoreName } from './schema.ts';
import type { Database, ReadAccess, WriteAccess } from './store.ts';

/** Storage that is forbidden stays so: private mode, blocked storage, some in-app browsers. */
const FORBIDDEN = ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'];

/** Between tries to open, in milliseconds. */
const PAUSE = 10_000;

/** A second try, which is often the one that is answered; then memory, for good or for the time being. */
export async function openLater(connection: Connection, first: unknown, events: ConnectionEvents): Promise<Database> {
  if (isForbidden(first)) return memoryDatabase();
  try {
    if (await isReadable(connection)) return diskDatabase(connection);
    return memoryUntilOpen(connection, 'newer', events);
  } catch (error) {
    return isForbidden(error) ? memoryDatabase() : memoryUntilOpen(connection, 'slow', events);
  }
}

function isForbidden(error: unknown): boolean {
  if (error instanceof DOMException) return FORBIDDEN.includes(error.name);
  // Looked at only now: where it is forbidden, even to look throws.
  if (typeof indexedDB === 'undefined') return true;
  throw error;
}

/** A later release has left all the stores that this one needs. */
async function isReadable(connection: Connection): Promise<boolean> {
  const { objectStoreNames } = await connection.current();
  return STORE_NAMES.every((store) => objectStoreNames.contains(store));
}

/**
 * A database that does not open yet is not one that does not exist: it is tried again and again, and what was given
 * meanwhile moves into it, in one strict transaction, before anything else is read or written.
 */
function memoryUntilOpen(connection: Connection, why: 'slow' | 'newer', events: ConnectionEvents): Database {
  const memory = memoryDatabase();
  const disk = diskDatabase(connection);
  let target: Promise<Database> = Promise.resolve(memory);
  let isMoving = false;
  let isMoved = false;

  async function retry(): Promise<void> {
    // A request that is blocked goes through by itself.
    if (connection.isBlocked()) return;
    const read = await disk.read(STORE_NAMES, async () => undefined);
    if (read.kind === 'done') await move();
  }

  async function move(): Promise<void> {
    if (isMoving || isMoved) return;
    isMoving = true;
    target = moved();
    isMoved = (await target) === disk;
    isMoving = false;
    if (!isMoved) return;
    clearInterval(tries);
    events.onMoved?.();
  }

  async function moved(): Promise<Database> {
    // What was asked of the memory before this is in it first.
    await new Promise((resolve) => setTimeout(resolve));
    const held = await memory.read(STORE_NAMES, readAll);
    if (held.kind !== 'done') return memory;
    const { value } = held;
    const written = await disk.write(STORE_NAMES, (tx) => putAll(tx, value), 'strict');
    return written.kind === 'done' ? disk : memory;
  }

  events.onOpen = () => void move();
  const tries = setInterval(() => void retry(), PAUSE);
  void retry();
  return {
    get keeps(): Keeping {
      if (isMoved) return 'disk';
      return connection.isBlocked() ? 'blocked' : why;
    },
    async read(...asked) {
      const from = await target;
      const read = await from.read(...asked);
      return from === memory && read.kind === 'done' ? { kind: 'so-far', value: read.value } : read;
    },
    write: async (...asked) => (await target).write(...asked),
    close() {
      clearInterval(tries);
      connection.close();
    },
  };
}

/** A store that is not moved is a compile error. */
type Held = { readonly [S in StoreName]: readonly Stored<S>[] };

async function readAll(tx: ReadAccess): Promise<Held> {
  return {
    drafts: await tx.all('drafts'),
    outbox: await tx.all('outbox'),
    finished: await tx.all('finished'),
    definitions: await tx.all('definitions'),
    results: await tx.all('results'),
    verbatims: await tx.all('verbatims'),
    erasures: await tx.all('erasures'),
    locked: await tx.all('locked'),
    seals: await tx.all('seals'),
    contacts: await tx.all('contacts'),
    days: await tx.all('days'),
    kept: await tx.all('kept'),
  };
}

async function putAll(tx: WriteAccess, held: Held): Promise<void> {
  for (const draft of held.drafts) {
    const there = await tx.get('drafts', draft.id);
    const isGone = await tx.get('erasures', draft.id);
    if (!isGone && (there?.savedAt ?? 0) <= draft.savedAt) tx.put('drafts', draft);
  }
  // The keys that a tablet began with are replaced on the organiser's word only, which was not given to this memory.
  for (const seal of held.seals) if (!(await tx.get('seals', seal.survey))) tx.put('seals', seal);
  for (const { day, ...counted } of held.days) tx.put('days', joinDays(await tx.get('days', day), { day, ...counted }));
  const putEach = <S extends StoreName>(store: S, values: readonly Stored<S>[]) => {
    for (const value of values) tx.put(store, value);
  };
  putEach('outbox', held.outbox);
  putEach('finished', held.finished);
  putEach('definitions', held.definitions);
  putEach('results', held.results);
  putEach('verbatims', held.verbatims);
  putEach('erasures', held.erasures);
  putEach('locked', held.locked);
  putEach('contacts', held.contacts);
  putEach('kept', held.kept);
  // Erased while the disk could not be read: what it holds of them goes now.
  for (const { id } of held.erasures) {
    for (const store of ['drafts', 'finished', 'kept', 'locked'] as const) tx.remove(store, id);
    for (const { sequence } of await tx.all('outbox', id)) tx.remove('outbox', [id, sequence]);
  }
}
