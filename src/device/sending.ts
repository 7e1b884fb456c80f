import { createReceipts } from './asking/ask-receipts.ts';
import { countUnsent } from './drafts/count-unsent.ts';
import type { DraftStore } from './drafts/drafts.ts';
import { pruneDefinitions } from './drafts/prune-definitions.ts';
import { createKeptCopies } from './kept/kept-copies.ts';
import { renewLogLater } from './kept/renew-log.ts';
import { createSecondCopies, type SecondCopies } from './kept/second-copies.ts';
import { createErasures, pruneErasures } from './outbox/erasures.ts';
import { finishDraft, snapshotDraft } from './outbox/finish.ts';
import { createContacts, keepingApart } from './outbox/left-contacts.ts';
import { createStatusBoard, type StatusBoard } from './outbox/outbox-board.ts';
import { createPost, type PostBatch } from './outbox/post-batch.ts';
import { createSequences, type Sequences } from './outbox/sequences.ts';
import { createSync, type Moment } from './outbox/sync.ts';
import { askForWakeUp, listenForMoments } from './outbox/triggers.ts';
import type { ContactsShelf, Drafts, OpenedDevice, StoreReading } from './port/device.ts';
import type { FinishedResponse } from './port/finished-response.ts';
import type { Surroundings } from './port/surroundings.ts';
import { exportFile, importFile } from './rescue/outbox-file.ts';
import { mirrorOutbox, type OutboxMemory, type OutboxMirror, writeBack } from './rescue/outbox-mirror.ts';
import { createUnstored } from './rescue/unstored.ts';
import type { QueuedEnvelope } from './store/schema.ts';
import type { Database, StartedDatabase } from './store/store.ts';
import { askForPersistence } from './tablet/persistence.ts';

/** Pause before an emptied database that could not be written is written again, in milliseconds. */
const WRITE_AGAIN = 10_000;

export interface SendingParts {
  readonly around: Surroundings;
  readonly database: StartedDatabase;
  readonly drafts: DraftStore;
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint?: string;
  readonly now: () => number;
  readonly random?: () => number;
  readonly lockPatience?: number;
}

/** The half of the device that comes after the first answer. Loaded while people give the next ones. */
export interface Sending
  extends Pick<
      OpenedDevice,
      | 'outbox'
      | 'finished'
      | 'finish'
      | 'snapshot'
      | 'sendUnstored'
      | 'exportUnstored'
      | 'importFile'
      | 'countUnsent'
      | 'close'
    >,
    Pick<Drafts, 'discard'> {
  /** For what is built on it: the device of a shared tablet. */
  readonly inside: Inside;
  readonly contacts: ContactsShelf;
  /** There is more in the database than this page knew. */
  readonly wake: () => Promise<void>;
  /** This page has created the database again: each page writes what it remembers of the outbox, the cards and the codes. */
  readonly restore: () => void;
}

/** For what is built on it: the device of a shared tablet. */
export interface Inside {
  readonly around: Surroundings;
  readonly database: Database;
  readonly board: StatusBoard;
  readonly sequences: Sequences;
  readonly post: PostBatch;
  readonly hurry: () => Promise<void>;
  readonly copies: SecondCopies;
  readonly mirror: Pick<OutboxMirror, 'forgetElsewhere' | 'remembered'>;
}

export async function startSending(given: SendingParts): Promise<Sending> {
  const { around } = given;
  const parts = { endpoint: '/api/responses', random: () => around.Math.random(), ...given };
  const { database, drafts, now } = parts;
  const mirror = mirrorOutbox(database, around, {
    onNew: () => void restoring.writeAllBack(),
    onBack() {
      contacts.disown();
      void restoring.look().then(hurry);
    },
    onForgotten: (ids) => contacts.disown(ids),
  });
  const board = createStatusBoard(database, around);
  const contacts = createContacts(parts);
  const post = keepingApart(createPost(parts), contacts);
  const sequences = createSequences(around, drafts.numbers);
  const kept = createKeptCopies({ database, around, fetch: parts.fetch });
  const copies = createSecondCopies(database, now, around, (count) => {
    board.noteRestored(count);
    board.announce(new Map());
  });
  const sync = createSync({ ...parts, post, board, sequences, kept, copies });
  const { erase } = createReceipts(around, parts.fetch);
  const erasures = createErasures({ database, around, copies, board, sequences, erase, now });
  const unstored = createUnstored({ database, drafts, board, post, sequences, now });
  const stopListening = listenForMoments(around, (why) => {
    void work(why);
    void unstored.clearDrafts();
  });

  async function hurry(): Promise<void> {
    await Promise.all([work('event'), askForWakeUp(around)]);
  }

  /** Erasures after envelopes: one that was held up on its way may just have arrived. */
  async function work(why: Moment): Promise<void> {
    await sync.drain(why);
    await erasures.ask();
    await contacts.send();
  }

  const inside = { around, database, board, sequences, post, hurry, copies, mirror };
  const restoring = createRestoring(inside, contacts);
  await restoring.look();
  void work('start')
    .then(() => pruneDefinitions(database, now))
    .then(() => pruneErasures(database, now));
  void renewLogLater(database, around, restoring.isStopped);

  return {
    inside,
    contacts: {
      ...contacts,
      leave: (contact) => contacts.leave(contact).finally(() => void askForWakeUp(around)),
      forget(id) {
        mirror.forgetElsewhere([id]);
        return contacts.forget(id);
      },
    },
    ...finishing(inside, drafts, now),
    outbox: {
      status: board.status,
      watch: board.watch,
      send: () => work('asked'),
      exportFile: () => exportFile(database, sequences, () => spareEnvelopes(copies, mirror)),
    },
    finished: { list: () => listFinished(database, board), erase: erasures.erase },
    discard: erasures.discard,
    countUnsent: (survey) => countUnsent(database, survey),
    sendUnstored: (draft, survey, status) => unstored.send({ draft, survey, status }),
    exportUnstored: async (draft, survey, status) => unstored.toFile({ draft, survey, status }),
    async wake() {
      // The other pages may have read, while this one could not, what it has erased.
      mirror.forgetElsewhere(mirror.remembered().erasures.map(({ id }) => id));
      await restoring.look();
      // What this page had in memory is on the disk that the other tabs read.
      board.announce(new Map());
      await hurry();
    },
    restore() {
      mirror.tellNew();
      void restoring.writeAllBack();
    },
    close() {
      stopListening();
      for (const one of [restoring, sync, erasures, contacts, copies]) one.stop();
      mirror.close();
      board.close();
      sequences.close();
    },
  };
}

/** Puts back what the browser has dropped, from this page's memory and from the copies of all pages. */
function createRestoring(
  { around, database, board, hurry, copies, mirror }: Inside & { readonly mirror: OutboxMirror },
  contacts: Pick<ReturnType<typeof createContacts>, 'restore'>,
) {
  let isStopped = false;
  const pause = () => new Promise<void>((resolve) => around.setTimeout(resolve, WRITE_AGAIN));

  let isTryingAgain = false;

  /** Another page may have sent what a card is of: the board has heard of that. */
  function remembered(): OutboxMemory {
    const { finished, ...rest } = mirror.remembered();
    const { deliveries } = board.status();
    const isReceived = ({ id }: FinishedResponse) => deliveries.get(id)?.state === 'received';
    return { ...rest, finished: finished.map((card) => (isReceived(card) ? board.withDelivery(card) : card)) };
  }

  /** Tries again until the copies are put back: a full disk may have room later. */
  async function copiesLater(): Promise<void> {
    if (isTryingAgain) return;
    isTryingAgain = true;
    do {
      await pause();
      if (isStopped) return;
    } while ((await copies.restore()) === undefined);
    isTryingAgain = false;
    await mirror.learn();
    await copies.complete();
    await hurry();
  }

  return {
    /** Before anything is counted: a database that the browser has dropped would say that nothing waits. */
    async look(): Promise<void> {
      const isRestored = (await copies.restore()) !== undefined;
      await mirror.learn();
      await board.refresh();
      void (isRestored ? copies.complete() : copiesLater());
    },
    /** First what this page remembers, the erasures among it; then what other pages have given, from its copies. */
    async writeAllBack(): Promise<void> {
      let waiting = await writeBack(database, remembered());
      while (!waiting) {
        await pause();
        if (isStopped) return;
        waiting = await writeBack(database, remembered());
      }
      // Other tabs count what one has put back. An earlier envelope of it may have been received meanwhile.
      board.announce(new Map(waiting.map((id) => [id, { state: 'device' }])));
      await contacts.restore();
      if ((await copies.restore()) === undefined) void copiesLater();
      else await copies.complete();
      await hurry();
    },
    isStopped: () => isStopped,
    stop() {
      isStopped = true;
    },
  };
}

/** Builds the functions that put envelopes in the outbox. */
function finishing(
  { around, database, board, sequences, hurry, copies, mirror }: Inside,
  drafts: DraftStore,
  now: () => number,
): Pick<Sending, 'finish' | 'snapshot' | 'importFile'> {
  const finishedHere = new Set<string>();
  return {
    async finish(draft, survey) {
      const isFirst = !finishedHere.has(draft.id);
      const outcome = await finishDraft(database, { draft, survey, sequences, now: now(), isFirst });
      if (outcome.kind !== 'finished') return outcome;
      finishedHere.add(draft.id);
      drafts.settle(draft.id, outcome.sequence);
      board.announce(new Map([[draft.id, { state: 'device' }]]));
      await board.refresh();
      void copies.complete();
      void hurry();
      void askForPersistence(database, around);
      return outcome;
    },
    async snapshot(draft, survey) {
      const sequence = await snapshotDraft(database, { draft, survey, sequences, now: now() });
      if (sequence !== undefined) void hurry();
    },
    async importFile(file, isOfSite) {
      const copied = await copies.erased();
      // Nothing proves that what the file brings was not erased here.
      if (!copied) return { kind: 'unavailable' };
      // On a slow disk the browser may drop an erasure before it has its copy.
      const erased = new Set([...copied, ...mirror.remembered().erasures.map(({ id }) => id)]);
      const outcome = await importFile(database, file, { isOfSite, erased, now: now() });
      board.announce(new Map());
      await board.refresh();
      void hurry();
      // Who hears that they were added gives the file away.
      await copies.complete();
      return outcome;
    },
  };
}

/** Collects what is known of the outbox when its database cannot be read, without what was erased in this page. */
async function spareEnvelopes(copies: SecondCopies, mirror: OutboxMirror): Promise<readonly QueuedEnvelope[]> {
  const gone = new Set(mirror.remembered().erasures.map(({ id }) => id));
  return [...(await copies.envelopes()), ...mirror.spare()].filter(({ id }) => !gone.has(id));
}

async function listFinished(
  database: Database,
  board: StatusBoard,
): Promise<StoreReading<readonly FinishedResponse[]>> {
  const read = await database.read(['finished'], (tx) => tx.all('finished'));
  if (read.kind === 'unread') return read;
  const latestFirst = [...read.value].sort((one, other) => other.finishedAt - one.finishedAt);
  return { kind: read.kind, value: latestFirst.map(board.withDelivery) };
}
