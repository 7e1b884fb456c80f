import type { Durability } from '../port/device.ts';
import type { Connection } from './connection.ts';
import type { Disk } from './disk.ts';
import type { StoreName } from './schema.ts';
import type { Database, Transacted, WriteAccess } from './store.ts';

export function diskDatabase(connection: Connection): Database {
  // A full disk names itself once, then its database does not open any more, without a reason.
  let isFull = false;

  async function run<T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: (tx: WriteAccess) => Promise<T>,
    durability: Durability,
    again = true,
  ): Promise<Transacted<T>> {
    let disk: Disk | undefined;
    try {
      disk = await connection.current();
      return { kind: 'done', value: await disk.transact(mode, stores, work, durability) };
    } catch (error) {
      const failure = failureOf(error);
      isFull = failure.kind === 'full' || (isFull && !disk);
      if (disk && failure.isDead) connection.drop(disk);
      // Opening has had its second try already.
      const isWorthAnother = disk && failure.isDead && failure.kind !== 'full' && again;
      return isWorthAnother ? run(mode, stores, work, durability, false) : { kind: isFull ? 'full' : failure.kind };
    }
  }
  return {
    keeps: 'disk',
    async read(stores, work) {
      const read = await run('readonly', stores, work, 'relaxed');
      return read.kind === 'done' ? read : { kind: 'unread' };
    },
    write: (stores, work, durability = 'relaxed') => run('readwrite', stores, work, durability),
    close: connection.close,
  };
}

interface StorageFailure {
  readonly kind: 'full' | 'unavailable';
  /** The connection is dead or may be: on iOS and with a full disk, only a failing request shows it. */
  readonly isDead: boolean;
}

// Failures of the browser. Any other exception is a bug of ours and is rethrown.
const DEAD = ['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError', 'NotFoundError'];
const CLOSED_TO_US = ['VersionError', 'SecurityError', 'NotAllowedError'];

/** Classifies an error of IndexedDB. A full disk raises an UnknownError whose message names it, and kills the connection. */
function failureOf(error: unknown): StorageFailure {
  if (!(error instanceof DOMException)) throw error;
  if (error.name === 'QuotaExceededError') return { kind: 'full', isDead: false };
  if (error.name === 'UnknownError' && /NO_SPACE|disk (is )?full/i.test(error.message))
    return { kind: 'full', isDead: true };
  if (DEAD.includes(error.name)) return { kind: 'unavailable', isDead: true };
  if (CLOSED_TO_US.includes(error.name)) return { kind: 'unavailable', isDead: false };
  throw error;
}
