import { readStanding, type StandingTold } from '../../wire/verdict.ts';
import { abortAfter } from '../asking/abort-after.ts';
import { queueOf } from '../store/queue-of.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

/** What a sealed envelope was told with its receipt. */
export interface ReceiptStanding extends StandingTold {
  /** A day by which the endpoint had surely received it, by its own clock; `undefined` when it tells no time. */
  readonly receivedBy?: string;
}

export interface KeptCopies {
  /** Lets go of what a backup holds, and puts back in the queue what another database was given. True when something was. */
  readonly follow: (standing: StandingTold) => Promise<boolean>;
  /** The same, when nothing was sent by which it would be known. */
  readonly ask: () => Promise<boolean>;
}

const TOGETHER = 100;
const TIME_LIMIT = 15_000;

/**
 * A shared tablet keeps what it has sealed and sent until a backup of the endpoint holds it: an endpoint that is put back from an older
 * one, which it tells by another epoch, is given again what it lacks. What is kept is not unsent, and nobody here can read it.
 */
export function createKeptCopies({
  database,
  fetch,
  health = '/api/health',
}: {
  readonly database: Database;
  readonly fetch: typeof globalThis.fetch;
  readonly health?: string;
}): KeptCopies {
  let followed: string | undefined;

  async function next(after: QueuedEnvelope | undefined): Promise<readonly QueuedEnvelope[]> {
    const read = await database.read(['outbox'], (tx) => queueOf(tx).next('kept', after, TOGETHER));
    return read.kind === 'done' ? read.value : [];
  }

  async function follow(standing: StandingTold): Promise<boolean> {
    const name = `${standing.epoch} ${standing.backedUpThrough}`;
    if (name === followed) return false;
    let isBack = false;
    for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
      const written = await database.write(
        ['outbox'],
        async (tx) => {
          let put = false;
          for (const { id, sequence } of page) {
            const kept = await tx.get('outbox', [id, sequence]);
            if (kept?.state !== 'kept') continue;
            if (kept.epoch !== standing.epoch) {
              tx.put('outbox', asUnsent(kept));
              put = true;
            } else if (isBackedUp(kept, standing)) tx.remove('outbox', [id, sequence]);
          }
          return put;
        },
        'strict',
      );
      if (written.kind !== 'done') return isBack;
      isBack ||= written.value;
    }
    followed = name;
    return isBack;
  }

  return {
    follow,
    async ask() {
      if ((await next(undefined)).length === 0) return false;
      const standing = await askStanding(fetch, health);
      return standing ? follow(standing) : false;
    },
  };
}

/** As it is kept from its receipt on; `undefined` for what came in clear, or from an endpoint that tells nothing of itself. */
export function asKept(sent: QueuedEnvelope, standing: ReceiptStanding | undefined): QueuedEnvelope | undefined {
  if (!standing || !('sealed' in JSON.parse(sent.body))) return undefined;
  const { problem: _, refusedAt: __, ...rest } = sent;
  const { epoch, receivedBy } = standing;
  return { ...rest, state: 'kept', failures: 0, epoch, ...(receivedBy !== undefined && { receivedBy }) };
}

function asUnsent({ epoch: _, receivedBy: __, ...rest }: QueuedEnvelope): QueuedEnvelope {
  return { ...rest, state: 'waiting', hasLeft: true };
}

function isBackedUp({ receivedBy }: QueuedEnvelope, { backedUpThrough }: StandingTold): boolean {
  return receivedBy !== undefined && backedUpThrough !== null && receivedBy <= backedUpThrough;
}

async function askStanding(fetch: typeof globalThis.fetch, health: string): Promise<StandingTold | undefined> {
  try {
    const response = await fetch(health, { cache: 'no-store', credentials: 'omit', signal: abortAfter(TIME_LIMIT) });
    return response.ok ? readStanding(await response.json()) : undefined;
  } catch (error) {
    // No network, the page of a portal, or a body that broke off.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
