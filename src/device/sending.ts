import { createReceipts } from './asking/ask-receipts.ts';
import { createContacts } from './contacts/left-contacts.ts';
import type { DraftStore } from './drafts/drafts.ts';
import { pruneDefinitions } from './drafts/prune-definitions.ts';
import { createKeptCopies } from './kept/kept-copies.ts';
import { renewLog } from './kept/renew-log.ts';
import { createSecondCopies, type SecondCopies } from './kept/second-copies.ts';
import { createErasures, pruneErasures } from './outbox/erasures.ts';
import { finishDraft } from './outbox/finish.ts';
import { createStatusBoard, type StatusBoard } from './outbox/outbox-board.ts';
import { snapshotDraft } from './outbox/partial-envelope.ts';
import { createPost, type PostBatch } from './outbox/post-batch.ts';
import { createSequences, type Sequences } from './outbox/sequences.ts';
import { createSync, type Moment } from './outbox/sync.ts';
import { askForWakeUp, listenForMoments } from './outbox/triggers.ts';
import type { ContactsShelf, Drafts, OpenedDevice } from './port/device.ts';
import { exportFile, importFile } from './rescue/outbox-file.ts';
import { takeShared } from './rescue/shared-files.ts';
import { exportUnstored, sendUnstored } from './rescue/unstored.ts';
import { mirrorOutbox } from './store/outbox-mirror.ts';
import { askForPersistence } from './store/persistence.ts';
import { queueOf } from './store/queue-of.ts';
import type { QueuedEnvelope } from './store/schema.ts';
import type { Database, StartedDatabase } from './store/store.ts';

export interface SendingParts {
  readonly database: StartedDatabase;
  readonly drafts: DraftStore;
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly lockPatience?: number;
}

/** The half of the device that comes after the first answer. Loaded while people give the next ones. */
export interface Sending
  extends Pick<
      OpenedDevice,
      'outbox' | 'finished' | 'finish' | 'snapshot' | 'sendUnstored' | 'exportUnstored' | 'importFile' | 'close'
    >,
    Pick<Drafts, 'discard'> {
  /** For what is built on it: the device of a shared tablet. */
  readonly inside: Inside;
  readonly contacts: ContactsShelf;
  /** There is more in the database than this page knew. */
  readonly wake: () => Promise<void>;
  /** Writes the outbox, the cards and the codes again from memory, after the database was emptied under us. */
  readonly restore: () => void;
}

/** For what is built on it: the device of a shared tablet. */
export interface Inside {
  readonly database: Database;
  readonly board: StatusBoard;
  readonly sequences: Sequences;
  readonly post: PostBatch;
  readonly hurry: () => Promise<void>;
  readonly copies: SecondCopies;
}

/** After a start, in milliseconds. */
const CALM = 3000;

export async function startSending(parts: SendingParts): Promise<Sending> {
  const { database, drafts, now } = parts;
  const mirror = mirrorOutbox(database);
  const board = createStatusBoard(database);
  const contacts = createContacts(parts);
  const postBatch = createPost(parts);
  const post: PostBatch = (batch) => {
    contacts.envelopeLeft();
    return postBatch(batch).finally(contacts.envelopeLeft);
  };
  const sequences = createSequences();
  const kept = createKeptCopies({ database, fetch: parts.fetch });
  const copies = createSecondCopies(database, now, (count) => {
    board.noteRestored(count);
    void board.refresh();
  });
  const sync = createSync({ ...parts, post, board, sequences, kept, copies });
  const { erase } = createReceipts(parts.fetch);
  const erasures = createErasures({ database, copies, board, sequences, erase, now });
  /** Received from memory, while their drafts could not be removed. */
  const leftBehind = new Set<string>();
  const finishedHere = new Set<string>();
  let isClosed = false;
  const stopListening = listenForMoments((why) => {
    void work(why);
    void clearDrafts();
  });

  /** What is known of the outbox when its database cannot be read. What was erased in this page is not among it. */
  async function spare(): Promise<readonly QueuedEnvelope[]> {
    const { queued, erasures: erased } = mirror.remembered();
    const gone = new Set(erased.map(({ id }) => id));
    return [...(await copies.envelopes()), ...queued].filter(({ id }) => !gone.has(id));
  }

  async function hurry(): Promise<void> {
    await Promise.all([work('event'), askForWakeUp()]);
  }

  /** Erasures after envelopes: one that was held up on its way may just have arrived. */
  async function work(why: Moment): Promise<void> {
    await sync.drain(why);
    await erasures.ask();
    await contacts.send();
  }

  async function clearDrafts(): Promise<void> {
    for (const id of leftBehind) {
      drafts.settle(id, Number.POSITIVE_INFINITY);
      const cleared = await database.write(['drafts', 'outbox'], async (tx) => {
        tx.remove('drafts', id);
        for (const { status, sequence } of await tx.all('outbox', id))
          if (status === 'partial') tx.remove('outbox', [id, sequence]);
      });
      if (cleared.kind === 'done') leftBehind.delete(id);
    }
  }

  /** Before anything is counted: a database that the browser has dropped would say that nothing waits. */
  async function look(): Promise<void> {
    await copies.restore();
    await mirror.learn();
    await board.refresh();
    void copies.complete();
  }

  /** Where something waits, or is being given: away from what the person does first. */
  async function renewLogLater(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, CALM));
    const held = await database.read(['drafts', 'locked', 'outbox'], async (tx) => {
      const isQueued = await queueOf(tx).hasAny('waiting', 'refused', 'running');
      return isQueued || (await tx.all('drafts')).length > 0 || (await tx.all('locked')).length > 0;
    });
    if (!isClosed && held.kind === 'done' && held.value) await renewLog();
  }

  await look();
  void work('start')
    .then(() => pruneDefinitions(database, now))
    .then(() => pruneErasures(database, now));
  void renewLogLater();

  return {
    inside: { database, board, sequences, post, hurry, copies },
    contacts: {
      ...contacts,
      async leave(contact) {
        const outcome = await contacts.leave(contact);
        void askForWakeUp();
        return outcome;
      },
    },
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
      void askForPersistence(database);
      return outcome;
    },
    async snapshot(draft, survey) {
      if (await snapshotDraft(database, { draft, survey, sequences, now: now() })) void hurry();
    },
    outbox: {
      status: board.status,
      watch: board.watch,
      send: () => work('asked'),
      exportFile: () => exportFile(database, spare),
    },
    finished: {
      async list() {
        const read = await database.read(['finished'], (tx) => tx.all('finished'));
        if (read.kind === 'unread') return read;
        const latestFirst = [...read.value].sort((one, other) => other.finishedAt - one.finishedAt);
        return { kind: read.kind, value: latestFirst.map(board.withDelivery) };
      },
      erase: erasures.erase,
    },
    discard: erasures.discard,
    async importFile(file, surveys) {
      const content = file === 'shared' ? await takeShared() : file;
      if (!content) return { kind: 'nothing-shared' };
      const outcome = await importFile(database, content, { surveys, now: now() });
      await board.refresh();
      void copies.complete();
      void hurry();
      return outcome;
    },
    async sendUnstored(draft, survey, status) {
      const delivery = await sendUnstored({ post, sequences, now }, { draft, survey, status });
      if (status === 'partial') return delivery;
      if (delivery.state === 'received') {
        leftBehind.add(draft.id);
        await clearDrafts();
      }
      board.announce(new Map([[draft.id, delivery]]));
      await board.refresh();
      return delivery;
    },
    exportUnstored: async (draft, survey, status) => exportUnstored({ draft, survey, status }, sequences),
    async wake() {
      await look();
      await hurry();
    },
    restore() {
      const { queued, finished, erasures: erased } = mirror.remembered();
      void database
        .write(
          ['outbox', 'finished', 'erasures'],
          async (tx) => {
            // Another tab may have done so before, and gone further; or sent what this one has not seen leave.
            for (const one of queued)
              if (!(await tx.get('outbox', [one.id, one.sequence]))) tx.put('outbox', { ...one, hasLeft: true });
            for (const one of finished) if (!(await tx.get('finished', one.id))) tx.put('finished', one);
            for (const one of erased) if (!(await tx.get('erasures', one.id))) tx.put('erasures', one);
          },
          'strict',
        )
        .then(contacts.restore)
        .then(copies.complete)
        .then(hurry);
    },
    close() {
      isClosed = true;
      stopListening();
      sync.stop();
      erasures.stop();
      contacts.stop();
      copies.stop();
      board.close();
    },
  };
}
