import { type Problem, TRY_AGAIN } from '../../wire/problem.ts';
import { inTurn } from '../asking/in-turn.ts';
import type { Obstacle, OutboxStatus } from '../port/device.ts';
import type { Delivery, FinishedResponse } from '../port/finished-response.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import type { QueueCounts } from '../store/queue-access.ts';
import { queueOf } from '../store/queue-of.ts';
import type { ErasureRecord } from '../store/schema.ts';
import type { Database, ReadAccess } from '../store/store.ts';

type Deliveries = ReadonlyMap<string, Delivery>;

/** The current activity of the sender; the rest of the status is read from the database. */
export interface SenderState {
  /** Finished responses. */
  readonly sending: ReadonlySet<string>;
  readonly isSending: boolean;
  readonly obstacle?: Obstacle;
  readonly nextTry?: number;
}

export type StatusBoard = ReturnType<typeof createStatusBoard>;

/** Pause between two reads of a database that does not respond, in milliseconds. */
const UNREAD_PAUSE = 2000;

/** Counting ten thousand envelopes takes a tenth of a second: background counts pause for this many times the duration of the last one. */
const PAUSE_FACTOR = 9;

/** In milliseconds: a count that lasted for minutes was held up, by a device that slept. */
const LONGEST_PAUSE = 10_000;

export function createStatusBoard(database: Database, around: Surroundings) {
  const listeners = new Set<(status: OutboxStatus) => void>();
  const channel = openChannel(around, 'barometre-outbox');
  let known: BoardReading = UNREAD;
  let restored = 0;
  // The latest since this page opened: of what leaves no trace in the database (in field mode, and from memory), and
  // of what waits without a card.
  const gone = new Map<string, Delivery>();
  let sender: SenderState = { sending: new Set(), isSending: false };
  let status = statusOf(known, gone, sender, restored);
  let soon: Timer | undefined;
  /** On a monotonic clock. */
  let restsUntil = 0;
  let isClosed = false;

  function notify(): void {
    status = statusOf(known, gone, sender, restored);
    for (const listener of listeners) listener(status);
  }

  async function read(): Promise<void> {
    const start = around.performance.now();
    const before = new Map(gone);
    const found = await database.read(['outbox', 'finished', 'erasures'], readKnown);
    // The deliveries of single responses are still valid. The number that wait is unknown: another tab may have added some.
    known = found.kind === 'done' ? found.value : { ...known, counts: undefined, erasures: undefined };
    if (found.kind === 'done') forgetPassing(before);
    if (found.kind !== 'done' && !isClosed) soon ??= around.setTimeout(() => void refresh(), UNREAD_PAUSE);
    const end = around.performance.now();
    restsUntil = end + Math.min((end - start) * PAUSE_FACTOR, LONGEST_PAUSE);
    notify();
  }

  /** A card in the database is as new as what was announced before it was read, or newer: another page may have changed it without a word. */
  function forgetPassing(before: Deliveries): void {
    for (const { id } of known.finished) {
      const announced = gone.get(id);
      const isFinal = announced?.state === 'received' || announced?.state === 'erased';
      if (!isFinal && announced === before.get(id)) gone.delete(id);
    }
  }

  const readInTurn = inTurn(read);
  /** Reads the database again, and calls the listeners. */
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
    watch(listener: (status: OutboxStatus) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    setSender(state: SenderState) {
      sender = state;
      notify();
    },
    /** Finished responses were put back from their second copies. */
    noteRestored(count: number) {
      restored += count;
      notify();
    },
    /** Records the delivery of responses, for this tab and the others. The status is re-read shortly; call `refresh` to force it. */
    announce(deliveries: Deliveries) {
      // A write that was running when the device was closed ends later, without listeners.
      if (isClosed) return;
      channel?.postMessage(deliveries);
      note(deliveries);
    },
    /** Adds the current delivery to a finished response. */
    withDelivery(response: FinishedResponse): FinishedResponse {
      return { ...response, delivery: status.deliveries.get(response.id) ?? response.delivery };
    },
    close() {
      isClosed = true;
      around.clearTimeout(soon);
      channel?.close();
    },
  };
}

interface BoardReading {
  /** `undefined`: not read yet, or unreadable for now. */
  readonly counts: QueueCounts | undefined;
  readonly refusals: ReadonlyMap<string, Problem>;
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly ErasureRecord[] | undefined;
}

/** Counts by indexes: ten thousand waiting envelopes must not slow down the next respondent. */
async function readKnown(tx: ReadAccess): Promise<BoardReading> {
  return {
    counts: await queueOf(tx).counts(),
    refusals: await queueOf(tx).refusals(),
    finished: await tx.all('finished'),
    erasures: await tx.all('erasures'),
  };
}

const UNREAD: BoardReading = { counts: undefined, refusals: new Map(), finished: [], erasures: undefined };

function statusOf(
  { counts, refusals, finished, erasures }: BoardReading,
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

function obstacleOf(refusals: BoardReading['refusals']): Obstacle | undefined {
  if (refusals.size === 0) return undefined;
  const problems = new Set(refusals.values());
  const problem = TRY_AGAIN.find((one) => problems.has(one));
  return problem && (problem === 'survey.closed' ? 'closed' : 'update-needed');
}

/** Opens a channel to the other tabs of this origin; `undefined` if there is none, or if Firefox refuses it because cookies are blocked. */
export function openChannel({ BroadcastChannel }: Surroundings, name: string) {
  if (BroadcastChannel === undefined) return undefined;
  try {
    return new BroadcastChannel(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return undefined;
    throw error;
  }
}
