import { deleteDB, openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import { makeEnvelope } from '../../../src/device/outbox/make-envelope.ts';
import { toQueued } from '../../../src/device/outbox/queue.ts';
import { connect } from '../../../src/device/store/connection.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import { queueOf } from '../../../src/device/store/queue-of.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '../../../src/device/store/schema.ts';
import { listed } from '../../support/listed.ts';
import {
  beside,
  clean,
  copied,
  down,
  draftOf,
  failStorage,
  fakeEndpoint,
  held,
  open,
  SURVEY,
  secondCopies,
  status,
  until,
} from '../support.ts';

afterEach(clean);

/** A later release was here, and added a store. */
async function upgradedOnce() {
  const later = await openDB(DATABASE_NAME, DATABASE_VERSION + 1, {
    upgrade: (opened) => void opened.createObjectStore('of-a-later-release'),
  });
  later.close();
}

/** A request that WebKit forgot. */
const mute = () => Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);

test('saved means committed: a read from elsewhere finds it', async () => {
  const device = await open();
  expect(await device.drafts.save(draftOf())).toBe('saved');
  expect(await beside((database) => database.get('drafts', draftOf().id))).toEqual(draftOf());
});

test.each([
  ['disk', () => openDatabase(globalThis)],
  ['memory', memoryDatabase],
])('of two states one is found in the queue on the %s though no envelope is in the other', async (_, make) => {
  const database = make();
  const envelope = makeEnvelope(draftOf(), SURVEY, { status: 'complete', sequence: 1 });
  await database.write(['outbox'], async (tx) => tx.put('outbox', { ...toQueued(envelope, 1), state: 'refused' }));
  const hasAny = (...states: ('waiting' | 'running' | 'refused')[]) =>
    database.read(['outbox'], (tx) => queueOf(tx).hasAny(...states));
  expect(await hasAny('refused', 'running')).toMatchObject({ value: true });
  expect(await hasAny('waiting', 'running')).toMatchObject({ value: false });
  database.close();
});

test('what is given before the database is open is saved once it is', async () => {
  const { device, opened } = startDevice();
  const saved = device.drafts.save(draftOf());
  let isOpen = false;
  void opened.then(() => {
    isOpen = true;
  });
  expect(isOpen).toBe(false);
  expect(await saved).toBe('saved');
  expect(isOpen).toBe(true);
  expect(await listed(device.drafts.list())).toEqual([draftOf()]);
  device.close();
});

test('an accepted request is not a save: a transaction that aborts afterwards is reported', async () => {
  const device = await open();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value) {
    const request = put.call(this, value);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  // Or nothing could abort it any more.
  vi.spyOn(IDBTransaction.prototype, 'commit').mockReturnValue();
  expect(await device.drafts.save(draftOf())).toBe('unavailable');
  vi.restoreAllMocks();
  expect(await listed(device.drafts.list())).toEqual([]);
  expect(await device.drafts.save(draftOf())).toBe('saved');
});

test.each([
  ['over quota', 'QuotaExceededError', 'no room', 'full'],
  ['a disk that is really full', 'UnknownError', 'Internal error. FILE_ERROR_NO_SPACE', 'full'],
  ['a server process that was lost', 'UnknownError', 'Connection to Indexed Database server lost', 'unavailable'],
  ['a database of a later release', 'VersionError', 'less than the existing version', 'unavailable'],
] as const)('%s is reported, earlier answers stay, and the next save works', async (_, name, message, outcome) => {
  const device = await open();
  await device.drafts.save(draftOf());
  failStorage(undefined, message, name);
  const later = draftOf(1, { current: 'wish' });
  expect(await device.drafts.save(later)).toBe(outcome);
  expect(await device.finish(later, SURVEY)).toEqual({ kind: outcome });
  vi.restoreAllMocks();
  expect(await listed(device.drafts.list())).toMatchObject([{ current: 'hours' }]);
  expect(await device.drafts.save(later)).toBe('saved');
});

test('a mistake of ours is thrown, not called a storage failure', async () => {
  const device = await open();
  const unclonable = draftOf(1, { answers: { plot: (() => {}) as unknown as string } });
  await expect(device.drafts.save(unclonable)).rejects.toThrow('could not be cloned');
  expect(await device.drafts.save(draftOf())).toBe('saved');
});

test.each([
  ['is opened again, and the answer saved, once', 'mockImplementationOnce', 'saved'],
  ['that cannot be reopened is tried twice and no more', 'mockImplementation', 'unavailable'],
] as const)('a dead connection %s', async (_, fails, outcome) => {
  const device = await open();
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')[fails](() => {
    throw new DOMException('the connection is closing', 'InvalidStateError');
  });
  expect(await device.drafts.save(draftOf())).toBe(outcome);
  expect(transaction).toHaveBeenCalledTimes(2);
});

test('a database deleted under us comes back with the next answer, with what has its second copy', async () => {
  const endpoint = down();
  endpoint.receipt = () => status(503);
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(5), SURVEY);
  await device.outbox.send();
  await device.finished.erase(draftOf(5).id, draftOf(5).secret);
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  await device.drafts.save(draftOf(3));
  await copied(2);
  await expect.poll(async () => [...(await secondCopies()).keys()]).toContain(`/erasures/${draftOf(5).id}`);
  await deleteDB(DATABASE_NAME);
  expect(await device.drafts.save(draftOf(3, { current: 'wish' }))).toBe('saved');
  expect(await listed(device.drafts.list())).toMatchObject([{ current: 'wish' }]);
  await until(device, ({ waiting, erasing, restored }) => waiting === 2 && erasing === 1 && restored === 2);
  expect((await held(device)).map(({ id }) => id)).toEqual([draftOf(1).id, draftOf(2).id]);
  expect((await listed(device.finished.list())).map(({ id }) => id).sort()).toEqual([1, 2].map((n) => draftOf(n).id));
});

test('a later release may upgrade at once; this page says so, and goes on saving', async () => {
  const onOutdated = vi.fn();
  const device = await open({ onOutdated });
  await device.drafts.save(draftOf());
  const later = await openDB(DATABASE_NAME, DATABASE_VERSION + 1);
  expect(onOutdated).toHaveBeenCalledOnce();
  expect(await later.count('drafts')).toBe(1);
  later.close();
  expect(await device.drafts.save(draftOf(1, { current: 'wish' }))).toBe('saved');
  expect(await listed(device.drafts.list())).toMatchObject([{ current: 'wish' }]);
});

test('a release that is put back works on in the database of a later one', async () => {
  const endpoint = fakeEndpoint();
  const before = await open({ fetch: down().fetch });
  await before.drafts.save(draftOf(1));
  await before.finish(draftOf(2), SURVEY);
  before.close();
  await upgradedOnce();
  const device = await open({ fetch: endpoint.fetch });
  expect(device.keeps).toBe('disk');
  expect(await listed(device.drafts.list())).toEqual([draftOf(1)]);
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(1);
});

test('a database of a development version is neither opened nor changed', async () => {
  const before = await openDB('barometre', 10, { upgrade: (made) => void made.createObjectStore('drafts') });
  await before.put('drafts', draftOf(1), 'first');
  before.close();
  const device = await open();
  expect(device.keeps).toBe('disk');
  expect(await listed(device.drafts.list())).toEqual([]);
  const after = await openDB('barometre');
  expect([after.version, await after.getAll('drafts')]).toEqual([10, [draftOf(1)]]);
  after.close();
  await deleteDB('barometre');
});

test('a database that a later release has made unreadable is distinguished from one that does not exist', async () => {
  await upgradedOnce();
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  expect(device.keeps).toBe('newer');
  // What is finished meanwhile is sent from memory.
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ deliveries }) => deliveries.get(draftOf().id)?.state === 'received');
  expect(endpoint.stored.size).toBe(1);
  // What the database holds that this release cannot read is not nothing.
  expect(device.outbox.status().waiting).toBeUndefined();
});

test('a database that never opens leaves a device that works, and sends', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(mute);
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  expect(device.keeps).toBe('slow');
  expect(await device.drafts.save(draftOf())).toBe('saved');
  expect(await listed(device.drafts.list())).toEqual([draftOf()]);
  expect(await device.finish(draftOf(), SURVEY)).toEqual({ kind: 'finished', sequence: 1 });
  await until(device, ({ deliveries }) => deliveries.get(draftOf().id)?.state === 'received');
  expect(endpoint.stored.size).toBe(1);
  expect(await device.drafts.list()).toEqual({ kind: 'so-far', value: [] });
  expect(device.outbox.status()).toMatchObject({ waiting: undefined, refused: undefined, erasing: undefined });
});

test('a storage that never answers is given up twice within three seconds, as its timers count them', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(mute);
  const ring = globalThis.setTimeout;
  let waited = 0;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((act: () => void, delay = 0) => {
    waited += delay;
    return ring(act);
  }) as typeof setTimeout);
  const connection = connect(globalThis, {});
  for (const again of [1, 2])
    expect([again, await connection.current().catch(({ name }) => name)]).toEqual([again, 'TimeoutError']);
  expect(waited).toBeLessThanOrEqual(3000);
});

test('a slow database is not an absent one: what was given meanwhile moves into it, beside what was there', async () => {
  const before = await open({ fetch: down().fetch });
  await before.drafts.save(draftOf(1));
  await before.finish(draftOf(2), SURVEY);
  await before.finish({ ...draftOf(6), mode: 'field' }, SURVEY);
  before.close();
  const openTruly = IDBFactory.prototype.open;
  const requests: (() => void)[] = [];
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...how) {
    const late = mute();
    requests.push(() => {
      const request = openTruly.apply(this, how);
      request.addEventListener('success', () => {
        Object.defineProperty(late, 'result', { get: () => request.result });
        late.dispatchEvent(new Event('success'));
      });
    });
    return late;
  });
  const device = await open({ fetch: down().fetch });
  expect(device.keeps).toBe('slow');
  expect(await listed(device.drafts.list())).toEqual([]);
  expect(await device.drafts.save(draftOf(3))).toBe('saved');
  await device.finish(draftOf(4), SURVEY);
  await device.finish({ ...draftOf(5), mode: 'field' }, SURVEY);
  for (const fire of requests) fire();
  await device.moved;
  expect(device.keeps).toBe('disk');
  expect((await listed(device.drafts.list())).map(({ id }) => id)).toEqual([draftOf(3).id, draftOf(1).id]);
  expect((await held(device)).map(({ id }) => id).sort()).toEqual([2, 4, 5, 6].map((n) => draftOf(n).id));
  await until(device, ({ waiting }) => waiting === 4);
  vi.restoreAllMocks();
  expect(await beside((database) => database.count('finished'))).toBe(2);
  expect(await beside((database) => database.getAll('days'))).toMatchObject([{ finished: 2, left: 0 }]);
});

test('held up by an older tab, it says so, and goes on as soon as that tab is gone', async () => {
  const before = await open();
  await before.drafts.save(draftOf(1));
  before.close();
  const older = await openDB(DATABASE_NAME);
  const openTruly = IDBFactory.prototype.open;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, name, version) {
    return openTruly.call(this, name, version === undefined ? version : version + 1);
  });
  const device = await open({ fetch: down().fetch });
  expect(device.keeps).toBe('blocked');
  expect(await device.drafts.save(draftOf(2))).toBe('saved');
  older.close();
  await expect.poll(() => device.keeps).toBe('disk');
  expect((await listed(device.drafts.list())).map(({ id }) => id)).toEqual([draftOf(2).id, draftOf(1).id]);
});

test('a disk that is really full goes on being called full once its database no longer opens', async () => {
  const device = await open();
  failStorage(undefined, 'Internal error. FILE_ERROR_NO_SPACE');
  const opening = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  });
  expect(await device.drafts.save(draftOf())).toBe('full');
  expect(await device.drafts.save(draftOf())).toBe('full');
  expect(opening).toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(await device.drafts.save(draftOf())).toBe('saved');
});

test('a browser that forbids even to look for a database leaves a device in memory', async () => {
  vi.spyOn(globalThis, 'indexedDB', 'get').mockImplementation(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  const device = await open({ fetch: down().fetch });
  expect(device.keeps).toBe('memory');
  expect(await device.drafts.save(draftOf())).toBe('saved');
});

test('a device keeps its data on disk when only the second attempt to open the database is answered', async () => {
  const openFirst = IDBFactory.prototype.open;
  vi.spyOn(IDBFactory.prototype, 'open')
    .mockImplementationOnce(mute)
    .mockImplementation(function (this: IDBFactory, ...how) {
      return openFirst.apply(this, how);
    });
  expect((await open()).keeps).toBe('disk');
});

test.each(['SecurityError', 'InvalidStateError'])(
  'storage that is forbidden (%s) leaves a device in memory',
  async (name) => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('denied', name);
    });
    const device = await open({ fetch: down().fetch });
    expect(device.keeps).toBe('memory');
    await device.finish(draftOf(), SURVEY);
    expect(await held(device)).toHaveLength(1);
    expect(await navigator.storage.persisted()).toBe(false);
  },
);
