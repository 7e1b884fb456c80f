import { countUnsent } from './drafts/count-unsent.ts';
import type { DraftStore } from './drafts/drafts.ts';
import { pruneDefinitions } from './drafts/prune-definitions.ts';
import { renewLogLater } from './kept/renew-log.ts';
import { pruneErasures } from './outbox/erasures.ts';
import { finishDraft, snapshotDraft } from './outbox/finish.ts';
import type { StatusBoard } from './outbox/outbox-board.ts';
import { createSender, type Sender } from './outbox/sender.ts';
import { askForWakeUp, listenForMoments } from './outbox/triggers.ts';
import type { ContactsShelf, Drafts, OpenedDevice, StoreReading } from './port/device.ts';
import type { FinishedResponse } from './port/finished-response.ts';
import type { Surroundings } from './port/surroundings.ts';
import { exportFile, importFile } from './rescue/outbox-file.ts';
import { createUnstored } from './rescue/unstored.ts';
import { makeRoomForAnswers } from './room.ts';
import type { Database, StartedDatabase } from './store/store.ts';
import { askForPersistence } from './tablet/persistence.ts';

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
  /** The database was opened again, and may have been emptied since. */
  readonly reopened: () => void;
}

/** For what is built on it: the device of a shared tablet. */
export interface Inside extends Pick<Sender, 'board' | 'sequences' | 'post' | 'copies'> {
  readonly around: Surroundings;
  readonly database: Database;
  /** Sends at once, and later in the worker if this page is closed. */
  readonly hurry: () => Promise<void>;
}

export async function startSending(given: SendingParts): Promise<Sending> {
  const { around, database, drafts, now } = given;
  makeRoomForAnswers(database, around);
  const { endpoint = '/api/responses', random = () => around.Math.random() } = given;
  const sender = createSender({ ...given, endpoint, random, numbers: drafts.numbers });
  const { board, sequences, post, copies, contacts, erasures } = sender;

  async function hurry(): Promise<void> {
    await Promise.all([sender.work('event'), askForWakeUp(around)]);
  }

  const inside: Inside = { around, database, board, sequences, post, copies, hurry };
  const unstored = createUnstored({ ...inside, drafts, now });
  const stopListening = listenForMoments(around, (why) => {
    void sender.work(why);
    void unstored.clearDrafts();
  });
  copies.watch(({ waiting, received }) => {
    board.noteRestored(waiting.length + received.length);
    // An earlier envelope of it may have been received meanwhile.
    board.announce(new Map(waiting.map((id) => [id, { state: 'device' }])));
    void hurry();
  });

  /** Before anything is counted: a database that the browser has emptied would say that nothing waits. */
  async function putBack(): Promise<void> {
    await copies.restore();
    await board.refresh();
    void copies.complete();
  }

  await putBack();
  void sender
    .work('start')
    .then(() => pruneDefinitions(database, now))
    .then(() => pruneErasures(database, now));
  let isClosed = false;
  void renewLogLater(database, around, () => isClosed);

  return {
    inside,
    contacts: {
      ...contacts,
      leave: (contact) => contacts.leave(contact).finally(() => void askForWakeUp(around)),
    },
    ...finishing(inside, drafts, now),
    outbox: {
      status: board.status,
      watch: board.watch,
      send: async () => void (await sender.work('asked')),
      exportFile: (wanted) => exportFile(database, sequences, copies, wanted),
    },
    finished: { list: () => listFinished(database, board), erase: erasures.erase },
    discard: erasures.discard,
    countUnsent: (survey) => countUnsent(database, survey),
    sendUnstored: (draft, survey, status) => unstored.send({ draft, survey, status }),
    exportUnstored: async (draft, survey, status) => unstored.toFile({ draft, survey, status }),
    async wake() {
      await putBack();
      // What this page had in memory is on the disk that the other tabs read.
      board.announce(new Map());
      await hurry();
    },
    reopened: copies.reopened,
    close() {
      stopListening();
      isClosed = true;
      sender.stop();
    },
  };
}

/** Builds the functions that put envelopes in the outbox. */
function finishing(
  { around, database, board, sequences, hurry, copies }: Inside,
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
      const erased = await copies.erased();
      // Nothing proves that what the file brings was not erased here.
      if (!erased) return { kind: 'unavailable' };
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

async function listFinished(
  database: Database,
  board: StatusBoard,
): Promise<StoreReading<readonly FinishedResponse[]>> {
  const read = await database.read(['finished'], (tx) => tx.all('finished'));
  if (read.kind === 'unread') return read;
  const latestFirst = [...read.value].sort((one, other) => other.finishedAt - one.finishedAt);
  return { kind: read.kind, value: latestFirst.map(board.withDelivery) };
}
