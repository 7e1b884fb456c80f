import type { BackupStanding } from '../../wire/verdict.ts';
import { askStanding } from '../asking/ask-standing.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { QueuedEnvelope, SealedCopy } from '../store/schema.ts';
import type { Database, WriteAccess } from '../store/store.ts';
import { keptShelf } from './kept-shelf.ts';

/** The endpoint's epoch and last backup, as given when it acknowledged a sealed envelope. */
export interface ReceiptStanding extends BackupStanding {
  /** A day by which the endpoint had surely received it, by its own clock; `undefined` when it tells no time. */
  readonly receivedBy?: string;
}

export interface SealedCopies {
  /** Deletes copies that a backup contains, and requeues those that were sent to another database. True if any was requeued. */
  readonly follow: (standing: BackupStanding) => Promise<boolean>;
  /** Asks the endpoint for the state of its database first, if no reply has brought it. */
  readonly ask: () => Promise<boolean>;
}

const TOGETHER = 100;
/** Later than any backup: a response whose day of receipt is unknown counts as not backed up. */
const NEVER = '9999-12-31';

/**
 * A shared tablet keeps what it has sealed and sent until a backup of the endpoint holds it: an endpoint that is put back from an older
 * one, as its new epoch shows, gets the copies again. They do not count as unsent, and cannot be read on the tablet.
 */
export function createKeptCopies({
  database,
  around,
  fetch,
  health = '/api/health',
}: {
  readonly database: Database;
  readonly around: Surroundings;
  readonly fetch: typeof globalThis.fetch;
  readonly health?: string;
}): SealedCopies {
  let followed: string | undefined;

  async function hasAny(): Promise<boolean> {
    const read = await database.read(['kept'], (tx) => keptShelf(tx).hasAny());
    return read.kind !== 'done' || read.value;
  }

  /** Runs `work` in small transactions until it finds nothing more. False if a write failed. */
  async function inParts(work: (tx: WriteAccess) => Promise<number>): Promise<boolean> {
    for (;;) {
      const written = await database.write(['outbox', 'kept', 'erasures'], work, 'strict');
      if (written.kind !== 'done') return false;
      if (written.value === 0) return true;
    }
  }

  async function follow(standing: BackupStanding): Promise<boolean> {
    const name = `${standing.epoch} ${standing.backedUpThrough}`;
    if (name === followed) return false;
    let isBack = false;
    const putAll = async (tx: WriteAccess) => {
      const count = await putBack(tx, standing.epoch);
      isBack ||= count > 0;
      return count;
    };
    const isDone = !(await hasAny()) || ((await inParts((tx) => prune(tx, standing))) && (await inParts(putAll)));
    if (isDone) followed = name;
    return isBack;
  }

  return {
    follow,
    async ask() {
      if (!(await hasAny())) return false;
      const standing = await askStanding(around, fetch, health);
      return standing ? follow(standing) : false;
    },
  };
}

/** The copy kept once an envelope is acknowledged; `undefined` if it was not sealed, or if the endpoint does not report its backups. */
export function copyOf(sent: QueuedEnvelope, standing: ReceiptStanding | undefined): SealedCopy | undefined {
  if (!standing || !('sealed' in JSON.parse(sent.body))) return undefined;
  const { id, sequence, body, digest, status, survey, revision, queuedAt } = sent;
  const { epoch, receivedBy = NEVER } = standing;
  return { id, sequence, body, digest, status, survey, revision, queuedAt, epoch, receivedBy };
}

/** Deletes copies that a backup contains. */
async function prune(tx: WriteAccess, standing: BackupStanding): Promise<number> {
  const ids = await keptShelf(tx).backedUp(standing, TOGETHER);
  for (const id of ids) tx.remove('kept', id);
  return ids.length;
}

async function putBack(tx: WriteAccess, epoch: string): Promise<number> {
  const copies = await keptShelf(tx).ofOthers(epoch, TOGETHER);
  for (const { epoch: _, receivedBy: __, ...copy } of copies) {
    tx.remove('kept', copy.id);
    // A later envelope says all that this one said, and what was erased must not come back.
    const isWanted = (await tx.all('outbox', copy.id)).length === 0 && !(await tx.get('erasures', copy.id));
    if (isWanted) tx.put('outbox', { ...copy, state: 'waiting', failures: 0 });
  }
  return copies.length;
}
