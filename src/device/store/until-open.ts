import type { Keeping } from '../port/device.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { diskDatabase } from './disk-store.ts';
import { memoryDatabase } from './memory-store.ts';
import type { StoreName } from './schema.ts';
import type { Database, ReadAccess, WriteAccess } from './store.ts';

/** Storage that is forbidden stays so: private mode, blocked storage, some in-app browsers. */
const FORBIDDEN = ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'];

/** Without one of them this release cannot work. */
const STORES: readonly StoreName[] = [
  'drafts',
  'outbox',
  'finished',
  'definitions',
  'results',
  'erasures',
  'locked',
  'seals',
  'contacts',
  'days',
  'kept',
];

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
  return STORES.every((store) => objectStoreNames.contains(store));
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
    const read = await disk.read(STORES, async () => undefined);
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
    const held = await memory.read(STORES, readAll);
    if (held.kind !== 'done') return memory;
    const { value } = held;
    const written = await disk.write(STORES, (tx) => putAll(tx, value), 'strict');
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
    read: async (...asked) => (await target).read(...asked),
    write: async (...asked) => (await target).write(...asked),
    close() {
      clearInterval(tries);
      connection.close();
    },
  };
}

type Held = Awaited<ReturnType<typeof readAll>>;

async function readAll(tx: ReadAccess) {
  return {
    drafts: await tx.all('drafts'),
    outbox: await tx.all('outbox'),
    finished: await tx.all('finished'),
    definitions: await tx.all('definitions'),
    results: await tx.all('results'),
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
  for (const envelope of held.outbox) tx.put('outbox', envelope);
  for (const response of held.finished) tx.put('finished', response);
  for (const kept of held.definitions) tx.put('definitions', kept);
  for (const results of held.results) tx.put('results', results);
  for (const erasure of held.erasures) tx.put('erasures', erasure);
  for (const draft of held.locked) tx.put('locked', draft);
  for (const seal of held.seals) tx.put('seals', seal);
  for (const contact of held.contacts) tx.put('contacts', contact);
  // Those of the memory began at nothing.
  for (const { day, finished, left } of held.days) {
    const there = await tx.get('days', day);
    tx.put('days', { day, finished: finished + (there?.finished ?? 0), left: left + (there?.left ?? 0) });
  }
  for (const copy of held.kept) tx.put('kept', copy);
}
