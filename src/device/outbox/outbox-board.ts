import { type Problem, TRY_AGAIN } from '../../wire/problem.ts';
import type { Delivery, FinishedResponse, Obstacle, OutboxStatus } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import type { QueueCounts } from '../store/queue-access.ts';
import { queueOf } from '../store/queue-of.ts';
import type { KeptErasure } from '../store/schema.ts';
import type { Database, ReadAccess } from '../store/store.ts';

export type Deliveries = ReadonlyMap<string, Delivery>;

/** What the sender is doing at the moment; the rest of the status is read from the database. */
export interface SenderState {
  /** Finished responses. */
  readonly sending: ReadonlySet<string>;
  readonly isSending: boolean;
  readonly obstacle?: Obstacle;
  readonly nextTry?: number;
}

export interface StatusBoard {
  readonly status: () => OutboxStatus;
  readonly watch: (listener: (status: OutboxStatus) => void) => () => void;
  /** Reads the database again, and tells the listeners. */
  readonly refresh: () => Promise<void>;
  readonly setSender: (sender: SenderState) => void;
  /** Finished responses were put back from their second copies. */
  readonly noteRestored: (count: number) => void;
  /** Notes what became of responses, for this tab and the others. The status is re-read shortly; call `refresh` to force it. */
  readonly announce: (deliveries: Deliveries) => void;
  /** The finished response with its delivery as of now. */
  readonly withDelivery: (response: FinishedResponse) => FinishedResponse;
  readonly close: () => void;
}

/** Between two reads of a database that does not answer, in milliseconds. */
const UNREAD_PAUSE = 2000;

/** Counting ten thousand takes a browser a tenth of a second: between two counts that nobody waits for, this many times as long. */
const REST = 9;

export function createStatusBoard(database: Database, around: Surroundings): StatusBoard {
  const listeners = new Set<(status: OutboxStatus) => void>();
  const channel = openChannel(around, 'barometre-outbox');
  let known: Known = UNREAD;
  let restored = 0;
  // The latest since this page opened: of what leaves no trace in the database (in field mode, and from memory), and
  // of what waits without a card.
  const gone = new Map<string, Delivery>();
  let sender: SenderState = { sending: new Set(), isSending: false };
  let status = statusOf(known, gone, sender, restored);
  let soon: Timer | undefined;
  /** By a clock that nobody sets. */
  let restsUntil = 0;
  let isClosed = false;

  function tell(): void {
    status = statusOf(known, gone, sender, restored);
    for (const listener of listeners) listener(status);
  }

  async function read(): Promise<void> {
    const start = around.performance.now();
    const found = await database.read(['outbox', 'finished', 'erasures'], readKnown);
    // What became of single responses still holds. How many wait is not known any more: another tab may have put more there.
    known = found.kind === 'done' ? found.value : { ...known, counts: undefined, erasures: undefined };
    if (found.kind !== 'done' && !isClosed) soon ??= around.setTimeout(() => void refresh(), UNREAD_PAUSE);
    const end = around.performance.now();
    restsUntil = end + (end - start) * REST;
    tell();
  }

  const readInTurn = inTurn(read);
  function refresh(): Promise<void> {
    around.clearTimeout(soon);
    soon = undefined;
    return readInTurn();
  }

  function note(deliveries: Deliveries): void {
    for (const [id, delivery] of deliveries) gone.set(id, delivery);
    sender = { ...sender, sending: new Set([...sender.sending].filter((id) => !deliveries.has(id))) };
    soon ??= around.setTimeout(() => void refresh(), restsUntil - around.performance.now());
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Deliveries>) => note(data));

  return {
    status: () => status,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    setSender(state) {
      sender = state;
      tell();
    },
    noteRestored(count) {
      restored += count;
      tell();
    },
    announce(deliveries) {
      // What was being written when the device closed ends after it: nobody is left to tell.
      if (isClosed) return;
      channel?.postMessage(deliveries);
      note(deliveries);
    },
    withDelivery: (response) => ({ ...response, delivery: status.deliveries.get(response.id) ?? response.delivery }),
    close() {
      isClosed = true;
      around.clearTimeout(soon);
      channel?.close();
    },
  };
}

/** One at a time. A caller that comes meanwhile gets another run: the one under way may be older than what it has written. */
function inTurn(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let another: Promise<void> | undefined;
  return function next(): Promise<void> {
    if (!running) {
      running = run().finally(() => {
        running = undefined;
      });
      return running;
    }
    another ??= running.then(() => {
      another = undefined;
      return next();
    });
    return another;
  };
}

interface Known {
  /** `undefined`: not read yet, or unreadable for now. */
  readonly counts: QueueCounts | undefined;
  readonly refusals: ReadonlyMap<string, Problem>;
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly KeptErasure[] | undefined;
}

/** By indexes: ten thousand envelopes that wait for a network must not make the next respondent wait. */
async function readKnown(tx: ReadAccess): Promise<Known> {
  return {
    counts: await queueOf(tx).counts(),
    refusals: await queueOf(tx).refusals(),
    finished: await tx.all('finished'),
    erasures: await tx.all('erasures'),
  };
}

const UNREAD: Known = { counts: undefined, refusals: new Map(), finished: [], erasures: undefined };

function statusOf(
  { counts, refusals, finished, erasures }: Known,
  gone: Deliveries,
  sender: SenderState,
  restored: number,
): OutboxStatus {
  const deliveries = new Map(finished.map(({ id, delivery }) => [id, delivery]));
  for (const [id, delivery] of gone) deliveries.set(id, delivery);
  for (const [id, problem] of refusals) deliveries.set(id, { state: 'refused', problem });
  for (const id of sender.sending) deliveries.set(id, { state: 'sending' });
  const erasing = erasures?.filter((one) => one.mayHaveLeft);
  for (const { id } of erasing ?? []) deliveries.set(id, { state: 'erasing' });
  const obstacle = sender.obstacle ?? obstacleOf(refusals);
  return {
    waiting: counts?.waiting,
    refused: counts?.refused,
    sending: sender.isSending,
    erasing: erasing?.length,
    restored,
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(sender.nextTry === undefined ? {} : { nextTry: sender.nextTry }),
    ...(counts?.oldest === undefined ? {} : { oldest: counts.oldest }),
    deliveries,
    ...(counts === undefined ? {} : { surveys: new Map(finished.map(({ id, survey }) => [id, survey])) }),
  };
}

function obstacleOf(refusals: Known['refusals']): Obstacle | undefined {
  if (refusals.size === 0) return undefined;
  const problems = new Set(refusals.values());
  const problem = TRY_AGAIN.find((one) => problems.has(one));
  return problem && (problem === 'survey.closed' ? 'closed' : 'update-needed');
}

/** To the other tabs of this origin; nothing where there is none, or where cookies are blocked and Firefox refuses it. */
function openChannel({ BroadcastChannel }: Surroundings, name: string) {
  if (BroadcastChannel === undefined) return undefined;
  try {
    return new BroadcastChannel(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return undefined;
    throw error;
  }
}
