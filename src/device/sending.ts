import type { Survey } from '../core/survey/questionnaire.ts';
import { pruneDefinitions } from './drafts/definitions.ts';
import type { DraftStore } from './drafts/drafts.ts';
import { finishDraft } from './outbox/finish.ts';
import { createStatusBoard } from './outbox/outbox-board.ts';
import { createPost } from './outbox/post-batch.ts';
import { exportFile, importFile } from './outbox/rescue-file.ts';
import { createSequences } from './outbox/sequences.ts';
import { snapshotDraft } from './outbox/snapshot.ts';
import { createSync } from './outbox/sync.ts';
import { askForWakeUp, listenForMoments } from './outbox/triggers.ts';
import { exportUnstored, sendUnstored } from './outbox/unstored.ts';
import type {
  Draft,
  FinishedResponse,
  FinishOutcome,
  ImportOutcome,
  OpenedDevice,
  OutboxStatus,
} from './port/device.ts';
import { askForPersistence } from './store/persistence.ts';
import type { Database } from './store/store.ts';

export interface SendingParts {
  readonly database: Database;
  readonly drafts: DraftStore;
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly lockPatience?: number;
}

/** Everything that happens after the last answer. Loaded while people answer the first ones. */
export interface Sending {
  readonly finish: (draft: Draft, survey: Survey) => Promise<FinishOutcome>;
  readonly snapshot: (draft: Draft, survey: Survey) => Promise<void>;
  readonly status: () => OutboxStatus;
  readonly watch: (listener: (status: OutboxStatus) => void) => () => void;
  readonly send: () => Promise<void>;
  readonly exportFile: () => Promise<Blob>;
  readonly importFile: (file: Blob) => Promise<ImportOutcome>;
  readonly listFinished: () => Promise<readonly FinishedResponse[]>;
  readonly forget: (id: string) => Promise<void>;
  readonly sendUnstored: OpenedDevice['sendUnstored'];
  readonly exportUnstored: OpenedDevice['exportUnstored'];
  /** Writes the outbox again from memory, after the database was emptied under us. */
  readonly restore: () => void;
  readonly close: () => void;
}

export async function startSending(parts: SendingParts): Promise<Sending> {
  const { database, drafts, now } = parts;
  const board = createStatusBoard(database);
  const post = createPost(parts);
  const sync = createSync({ ...parts, post, board });
  const sequences = createSequences();
  /** Received from memory, while their drafts could not be removed. */
  const leftBehind = new Set<string>();
  const stopListening = listenForMoments((why) => {
    void sync.drain(why);
    void clearDrafts();
  });

  async function hurry(): Promise<void> {
    await Promise.all([sync.drain('event'), askForWakeUp()]);
  }

  async function clearDrafts(): Promise<void> {
    for (const id of leftBehind) if (await drafts.remove(id)) leftBehind.delete(id);
  }

  await board.refresh();
  void sync.drain('start').then(() => pruneDefinitions(database, now));

  return {
    async finish(draft, survey) {
      const outcome = await finishDraft(database, { draft, survey, sequences, now: now() });
      if (outcome.kind !== 'finished') return outcome;
      drafts.settle(draft.id, outcome.sequence);
      await board.refresh();
      void hurry();
      void askForPersistence(database);
      return outcome;
    },
    async snapshot(draft, survey) {
      if (await snapshotDraft(database, { draft, survey, sequences, now: now() })) void hurry();
    },
    status: board.status,
    watch: board.watch,
    async send() {
      await sync.drain('asked');
    },
    exportFile: () => exportFile(database),
    async importFile(file) {
      const outcome = await importFile(database, file, now());
      await board.refresh();
      void hurry();
      return outcome;
    },
    async listFinished() {
      const read = await database.read(['finished'], (tx) => tx.all('finished'));
      if (read.kind !== 'done') return [];
      return [...read.value].sort((one, other) => other.finishedAt - one.finishedAt).map(board.withDelivery);
    },
    async forget(id) {
      const forgotten = await database.write(
        ['drafts', 'outbox', 'finished'],
        async (tx) => {
          tx.remove('drafts', id);
          tx.remove('finished', id);
          for (const envelope of await tx.all('outbox', id)) tx.remove('outbox', [id, envelope.sequence]);
        },
        'strict',
      );
      if (forgotten.kind !== 'done') throw new Error('the response could not be forgotten');
      drafts.settle(id, Number.POSITIVE_INFINITY);
      await board.announce(new Map());
    },
    async sendUnstored(draft, survey, status) {
      const delivery = await sendUnstored({ post, sequences, now }, { draft, survey, status });
      if (status === 'partial') return delivery;
      if (delivery.state === 'received') {
        leftBehind.add(draft.id);
        await clearDrafts();
      }
      await board.announce(new Map([[draft.id, delivery]]));
      return delivery;
    },
    exportUnstored: async (draft, survey, status) => exportUnstored({ draft, survey, status }, sequences),
    restore() {
      const held = board.remembered();
      void database
        .write(
          ['outbox'],
          async (tx) => {
            for (const envelope of held) tx.put('outbox', envelope);
          },
          'strict',
        )
        .then(hurry);
    },
    close() {
      stopListening();
      sync.stop();
      board.close();
    },
  };
}
