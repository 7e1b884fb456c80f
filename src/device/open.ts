import { loadCode } from '../lazy/load-code.ts';
import { createDrafts } from './drafts/drafts.ts';
import { createDefinitions } from './drafts/kept-definitions.ts';
import type { OpenedDevice, OutboxStatus, Shelf } from './port/device.ts';
import type { Surroundings } from './port/surroundings.ts';
import type { Inside, Sending, SendingParts } from './sending.ts';
import type { SurroundingsWithDisk } from './store/disk.ts';
import { openDatabase } from './store/open-store.ts';
import type { RecordOf } from './store/schema.ts';
import type { Database } from './store/store.ts';

export interface DeviceOptions {
  /** The device uses this page, unless a simulation passes something else. */
  readonly around?: SurroundingsWithDisk;
  readonly fetch?: typeof globalThis.fetch;
  readonly endpoint?: string;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Another tab runs a later release and needs the database: this page should be reloaded once the interview is over. */
  readonly onOutdated?: () => void;
  /** How long to leave the network to the first question before the sending part is fetched, in milliseconds. */
  readonly quiet?: number;
  /** How long to wait for a tab that holds the outbox, in milliseconds. */
  readonly lockPatience?: number;
}

const UNREAD: OutboxStatus = {
  waiting: undefined,
  refused: undefined,
  sending: false,
  erasing: undefined,
  restored: 0,
  deliveries: new Map(),
};

/** A device that can be used at once: what it is asked waits for the database. */
export interface StartedDevice {
  readonly device: OpenedDevice;
  /** Until then `keeps` is a hope. */
  readonly opened: Promise<void>;
  /** `undefined` while its code cannot be fetched. */
  readonly inside: () => Promise<Inside | undefined>;
}

/** Starts what the first question needs; what sends is fetched a little later, or as soon as something asks for it. */
export function startDevice({
  around = globalThis,
  fetch = (...request) => around.fetch(...request),
  now = () => around.Date.now(),
  onOutdated,
  quiet = 4000,
  ...given
}: DeviceOptions = {}): StartedDevice {
  let onMoved = () => {};
  const moved = new Promise<void>((resolve) => {
    onMoved = resolve;
  });
  void moved.then(() => sending.started()?.wake());
  const database = openDatabase(around, { onOutdated, onReopened: () => sending.reopened(), onMoved });
  const drafts = createDrafts(database);
  const sending = sendLater({ around, database, drafts, fetch, now, ...given });
  const { late } = sending;

  const timer = around.setTimeout(() => whenIdle(around, () => void late()), quiet);
  let isWarm = false;

  const device: OpenedDevice = {
    get keeps() {
      return database.keeps === 'disk' && !around.isSecureContext ? 'insecure' : database.keeps;
    },
    moved,
    drafts: {
      list: drafts.list,
      discard: async (id) => (await late())?.discard(id) ?? 'unavailable',
      // Without this code the interview continues, but other tabs are not warned.
      claim: async (...asked) =>
        (await loadCode(() => import('./drafts/claims.ts')))?.claimDraft(around, ...asked) ?? { release() {} },
      async save(...saved) {
        let outcome = await drafts.save(...saved);
        // With this code, a full device makes room.
        if (outcome === 'full' && !sending.started() && (await late())) outcome = await drafts.save(...saved);
        if (!isWarm) whenIdle(around, () => void late());
        isWarm = true;
        return outcome;
      },
    },
    definitions: createDefinitions(database, now),
    outbox: {
      status: () => sending.started()?.outbox.status() ?? UNREAD,
      watch: sending.watch,
      send: async () => (await late())?.outbox.send(),
      exportFile: async (wanted) => (await late())?.outbox.exportFile(wanted) ?? 'no-code',
    },
    finished: {
      list: async () => (await late())?.finished.list() ?? { kind: 'unread' },
      erase: async (...own) => (await late())?.finished.erase(...own) ?? 'unchanged',
    },
    ...asking(database, around, fetch),
    contacts: async () => (await late())?.contacts,
    async finish(draft, survey) {
      const ready = await late();
      if (ready) return ready.finish(draft, survey);
      const kept = await drafts.save(draft);
      return { kind: kept === 'saved' ? 'no-code' : kept };
    },
    snapshot: async (draft, survey) => (await late())?.snapshot(draft, survey),
    sendUnstored: async (...unstored) => (await late())?.sendUnstored(...unstored) ?? 'no-code',
    exportUnstored: async (...unstored) => (await late())?.exportUnstored(...unstored),
    countUnsent: async (survey) => (await late())?.countUnsent(survey) ?? { kind: 'unread' },
    importFile: async (...file) => (await late())?.importFile(...file) ?? { kind: 'no-code' },
    close() {
      around.clearTimeout(timer);
      sending.started()?.close();
      database.close();
    },
  };
  return { device, opened: database.opened, inside: async () => (await late())?.inside };
}

function sendLater(parts: SendingParts) {
  const listeners = new Set<(status: OutboxStatus) => void>();
  let starting: Promise<Sending | undefined> | undefined;
  let started: Sending | undefined;

  async function start(): Promise<Sending | undefined> {
    const code = await loadCode(() => import('./sending.ts'));
    if (!code) return undefined;
    started = await code.startSending(parts);
    for (const listener of listeners) started.outbox.watch(listener);
    return started;
  }

  return {
    started: () => started,
    /** Tells the sending part that has started; one that starts later looks by itself. */
    reopened: () => void starting?.then((sending) => sending?.reopened()),
    /** `undefined` while its code cannot be fetched: no method of the device rejects for that. */
    async late() {
      starting ??= start();
      const sending = await starting;
      if (!sending) starting = undefined;
      return sending;
    },
    watch(listener: (status: OutboxStatus) => void) {
      listeners.add(listener);
      const stop = started?.outbox.watch(listener);
      return () => {
        listeners.delete(listener);
        stop?.();
      };
    },
  };
}

/** Builds the requests to the endpoint, whose code is loaded at the first of them. */
function asking(
  database: Database,
  around: Surroundings,
  send: typeof fetch,
): Pick<OpenedDevice, 'receipts' | 'results' | 'verbatims'> {
  const receipts = async () => (await loadCode(() => import('./asking/ask-receipts.ts')))?.createReceipts(around, send);
  const shelfOf = <P extends 'results' | 'verbatims'>(store: P): Shelf<RecordOf<P>> => {
    let shelf: Shelf<RecordOf<P>> | undefined;
    const load = async () => {
      const code = await loadCode(() => import('./asking/published-shelf.ts'));
      // One, so that what is asked for twice at once is one request.
      shelf ??= code?.createShelf(store, database, around, send);
      return shelf;
    };
    return {
      kept: async (survey) => (await load())?.kept(survey),
      refresh: async (survey) => (await load())?.refresh(survey),
    };
  };
  return {
    receipts: {
      check: async (code) => (await receipts())?.check(code) ?? 'offline',
      erase: async (code) => (await receipts())?.erase(code) ?? 'offline',
      isLost: async (response) => (await receipts())?.isLost(response) ?? false,
    },
    results: shelfOf('results'),
    verbatims: shelfOf('verbatims'),
  };
}

function whenIdle(around: Surroundings, act: () => void): void {
  if (around.requestIdleCallback) around.requestIdleCallback(act, { timeout: 2000 });
  else around.setTimeout(act, 200);
}
