import { TRY_AGAIN } from '../../wire/problem.ts';
import type { Delivery, FinishedResponse, Obstacle, OutboxStatus } from '../port/device.ts';
import { openChannel } from '../store/open-channel.ts';
import type { KeptErasure, QueuedEnvelope } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export type Deliveries = ReadonlyMap<string, Delivery>;

/** What the sender is doing at the moment; the rest of the status is read from the database. */
export interface SenderState {
  readonly sending: ReadonlySet<string>;
  readonly isSending: boolean;
  readonly obstacle?: Obstacle;
  readonly nextTry?: number;
}

export interface Remembered {
  readonly queued: readonly QueuedEnvelope[];
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly KeptErasure[];
}

export interface StatusBoard {
  readonly status: () => OutboxStatus;
  readonly watch: (listener: (status: OutboxStatus) => void) => () => void;
  /** Reads the database again, and tells the listeners. */
  readonly refresh: () => Promise<void>;
  readonly setSender: (sender: SenderState) => void;
  /** Notes what became of responses, for this tab and the others. */
  readonly announce: (deliveries: Deliveries) => Promise<void>;
  /** The finished response with its delivery as of now. */
  readonly withDelivery: (response: FinishedResponse) => FinishedResponse;
  /** What the database held of finished responses when last read. */
  readonly remembered: () => Remembered;
  readonly close: () => void;
}

export function createStatusBoard(database: Database): StatusBoard {
  const listeners = new Set<(status: OutboxStatus) => void>();
  const channel = openChannel('barometre-outbox');
  let queued: readonly QueuedEnvelope[] = [];
  let finished: readonly FinishedResponse[] = [];
  let erasures: readonly KeptErasure[] = [];
  // The latest since this page opened, for responses that left no trace in the database: in field mode, and from memory.
  const gone = new Map<string, Delivery>();
  let sender: SenderState = { sending: new Set(), isSending: false };
  let status = statusOf({ queued, finished, erasures, gone, sender });

  function tell(): void {
    status = statusOf({ queued, finished, erasures, gone, sender });
    for (const listener of listeners) listener(status);
  }

  async function refresh(): Promise<void> {
    const read = await database.read(['outbox', 'finished', 'erasures'], async (tx) => ({
      queued: await tx.all('outbox'),
      finished: await tx.all('finished'),
      erasures: await tx.all('erasures'),
    }));
    // Unreadable for now: what was known still holds.
    if (read.kind === 'done') ({ queued, finished, erasures } = read.value);
    tell();
  }

  async function note(deliveries: Deliveries): Promise<void> {
    for (const [id, delivery] of deliveries) gone.set(id, delivery);
    await refresh();
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Deliveries>) => void note(data));

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
    async announce(deliveries) {
      channel?.postMessage(deliveries);
      await note(deliveries);
    },
    withDelivery: (response) => ({ ...response, delivery: status.deliveries.get(response.id) ?? response.delivery }),
    remembered: () => ({ queued, finished, erasures }),
    close: () => channel?.close(),
  };
}

function statusOf({
  queued,
  finished,
  erasures,
  gone,
  sender,
}: {
  readonly queued: readonly QueuedEnvelope[];
  readonly finished: readonly FinishedResponse[];
  readonly erasures: readonly KeptErasure[];
  readonly gone: Deliveries;
  readonly sender: SenderState;
}): OutboxStatus {
  const complete = queued.filter((envelope) => envelope.status === 'complete');
  const refused = complete.filter((envelope) => envelope.state === 'refused');
  const deliveries = new Map(finished.map(({ id, delivery }) => [id, delivery]));
  for (const [id, delivery] of gone) deliveries.set(id, delivery);
  for (const { id, state, problem } of complete)
    deliveries.set(
      id,
      sender.sending.has(id)
        ? { state: 'sending' }
        : state === 'waiting'
          ? { state: 'device' }
          : { state, ...(problem === undefined ? {} : { problem }) },
    );
  const erasing = erasures.filter((one) => one.mayHaveLeft);
  for (const { id } of erasing) deliveries.set(id, { state: 'erasing' });
  const obstacle = sender.obstacle ?? obstacleOf(refused);
  const oldest = Math.min(...complete.map((envelope) => envelope.queuedAt));
  return {
    waiting: complete.length - refused.length,
    refused: refused.length,
    sending: sender.isSending,
    erasing: erasing.length,
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(sender.nextTry === undefined ? {} : { nextTry: sender.nextTry }),
    ...(complete.length === 0 ? {} : { oldest }),
    deliveries,
  };
}

function obstacleOf(refused: readonly QueuedEnvelope[]): Obstacle | undefined {
  const problem = TRY_AGAIN.find((one) => refused.some((envelope) => envelope.problem === one));
  return problem && (problem === 'survey.closed' ? 'closed' : 'update-needed');
}
