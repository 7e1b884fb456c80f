import type { Results } from '../wire/results.ts';
import { createDrafts } from './drafts/drafts.ts';
import { createDefinitions } from './drafts/kept-definitions.ts';
import type { StartedDevice } from './open.ts';
import type { ContactsShelf, Definitions, OpenedDevice, OutboxStatus } from './port/device.ts';
import { memoryDatabase } from './store/memory-store.ts';

const NOTHING: OutboxStatus = {
  waiting: 0,
  refused: 0,
  sending: false,
  erasing: 0,
  restored: 0,
  deliveries: new Map(),
};

const FORGETFUL: ContactsShelf = {
  leave: async () => 'kept',
  waiting: async () => ({ kind: 'done', value: [] }),
  forget: async () => true,
  watch: () => () => {},
};

/**
 * The device of a page that shows a draft: answers stay in the memory of this page, and no envelope is made or sent. Its
 * results are `invented`, `undefined` if their code cannot be loaded; it has no comments.
 */
export function startPreviewDevice(
  invented: (definitions: Definitions) => Promise<Results | undefined>,
): StartedDevice {
  const database = memoryDatabase();
  const drafts = createDrafts(database);
  const definitions = createDefinitions(database, () => 0);
  const remove = (id: string) => database.write(['drafts'], async (tx) => tx.remove('drafts', id));
  const device: OpenedDevice = {
    keeps: 'preview',
    moved: new Promise<void>(() => {}),
    drafts: {
      list: drafts.list,
      save: drafts.save,
      async discard(id) {
        await remove(id);
        return 'discarded';
      },
      claim: async () => ({ release() {} }),
    },
    definitions,
    outbox: {
      status: () => NOTHING,
      watch: () => () => {},
      send: async () => {},
      exportFile: async () => ({ kind: 'unread' }),
    },
    finished: { list: async () => ({ kind: 'done', value: [] }), erase: async () => 'here' },
    receipts: { check: async () => 'unknown', erase: async () => 'unknown', isLost: async () => false },
    results: { kept: async () => undefined, refresh: () => invented(definitions) },
    verbatims: {
      kept: async () => undefined,
      refresh: async (survey) => ({ survey, asOf: null, read: null, lots: [] }),
    },
    contacts: async () => FORGETFUL,
    async finish({ id, sequence }) {
      drafts.settle(id, sequence + 1);
      await remove(id);
      return { kind: 'finished', sequence: sequence + 1 };
    },
    snapshot: async () => {},
    sendUnstored: async () => ({ state: 'device' }),
    exportUnstored: async () => undefined,
    importFile: async () => ({ kind: 'foreign' }),
    countUnsent: async () => ({ kind: 'done', value: 0 }),
    close() {},
  };
  return { device, opened: Promise.resolve(), inside: async () => undefined };
}
