import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import { DATABASE_NAME, STORE_NAMES, STORES } from '../../../src/device/store/schema.ts';
import { listed } from '../../support/listed.ts';
import { clean, draftOf, fakeEndpoint, open, secondCopies, status, until } from '../support.ts';
import { EARLIER, openEarlier } from './earlier-versions.ts';
import fixture from './version-1.json';

afterEach(clean);

const down = () => {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  endpoint.receipt = () => status(503);
  return endpoint;
};

async function readAll(database: IDBPDatabase): Promise<Record<string, unknown>> {
  const stores = [...database.objectStoreNames];
  return Object.fromEntries(await Promise.all(stores.map(async (store) => [store, await database.getAll(store)])));
}

/** The stores and indexes of the database as it is, each with its key. */
async function shapeNow(): Promise<unknown> {
  const database = await openDB(DATABASE_NAME);
  const tx = database.transaction([...database.objectStoreNames]);
  const shape = [...database.objectStoreNames].map((name) => {
    const store = tx.objectStore(name);
    return [name, store.keyPath, [...store.indexNames].map((index) => [index, store.index(index).keyPath])];
  });
  database.close();
  return shape;
}

async function openedOnce(): Promise<void> {
  const device = await open({ fetch: down().fetch });
  expect(device.keeps).toBe('disk');
  device.close();
}

test.each(EARLIER)('a database of version %i gets what a new one has', async (version) => {
  await openedOnce();
  const fresh = await shapeNow();
  await deleteDB(DATABASE_NAME);
  (await openEarlier(version)).close();
  await openedOnce();
  expect(await shapeNow()).toEqual(fresh);
});

const BYTES = Uint8Array.from([1, 2, 3]);
const [envelope] = fixture.outbox;
if (!envelope) throw new Error('the profile has no envelope');
const LAST: Readonly<Record<string, { readonly [field: string]: unknown }>> = {
  drafts: { ...draftOf(1) },
  outbox: { ...envelope, id: draftOf(2).id, hasLeft: true },
  finished: { ...fixture.finished[0], id: draftOf(3).id, delivery: { state: 'received', at: 1 }, epoch: 'one' },
  definitions: { ...fixture.definitions[0] },
  results: { survey: 'garden', revision: 1 },
  verbatims: { survey: 'garden', asOf: '2026-11-01', read: 15, lots: [] },
  erasures: { id: draftOf(4).id, secret: draftOf(4).secret, since: 1, mayHaveLeft: true },
  locked: { id: draftOf(5).id, survey: 'garden', revision: 1, savedAt: 1, iv: BYTES, data: BYTES.buffer },
  seals: { survey: 'garden', keys: ['first', 'second'] },
  contacts: { id: draftOf(6).id, survey: 'garden', body: '{}', dueAt: 1 },
  days: { day: '2026-11-27', finished: 2, left: 1, acknowledged: [draftOf(7).id], unacknowledged: [draftOf(2).id] },
  kept: { ...envelope, id: draftOf(7).id, epoch: 'one', receivedBy: '2026-11-27' },
};

test('of a profile of version 9 every record stays as it was', async () => {
  expect([...Object.keys(LAST), 'unsent'].sort()).toEqual([...STORE_NAMES].sort());
  const before = await openEarlier(9);
  for (const [store, record] of Object.entries(LAST)) await before.put(store, record);
  const held = await readAll(before);
  before.close();
  const device = await open({ fetch: down().fetch });
  expect(await listed(device.drafts.list())).toEqual([draftOf(1)]);
  device.close();
  const after = await openDB(DATABASE_NAME);
  expect(await readAll(after)).toEqual({ ...held, unsent: [] });
  after.close();
});

test('a device with a profile of version 9 goes on: draft, envelope, card, receipt, erasure and address are there', async () => {
  const before = await openEarlier(9);
  for (const [store, record] of Object.entries(LAST)) await before.put(store, record);
  before.close();
  const device = await open({ fetch: down().fetch });
  const waiting = await until(device, () => true).then(() => device.outbox.send().then(() => device.outbox.status()));
  expect(waiting).toMatchObject({ refused: 0, erasing: 1 });
  expect((await listed(device.finished.list())).map(({ id, secret }) => [id, secret])).toEqual([
    [draftOf(3).id, draftOf(3).secret],
  ]);
  const contacts = await device.contacts();
  expect(await contacts?.waiting('garden')).toEqual({ kind: 'done', value: [draftOf(6).id] });
  expect(await listed(device.drafts.list())).toEqual([draftOf(1)]);
  expect((await secondCopies()).size).toBeGreaterThan(0);
});

test.each([1, 9])('a profile that was left by version %i is read, resumed and sent, byte for byte', async (version) => {
  const database = await openEarlier(version);
  for (const [store, records] of Object.entries(fixture))
    for (const record of records) await database.put(store, record);
  database.close();
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  expect(await listed(device.drafts.list())).toMatchObject([
    { answers: { plot: 'shared', 'plot-other': 'Ève & Noé' } },
  ]);
  expect(await listed(device.definitions.find('shared-garden', 4, 'en'))).toMatchObject({ id: 'shared-garden' });
  const bytes: unknown[] = [];
  endpoint.answer = (envelopes) => void bytes.push(...envelopes.map((one) => JSON.stringify(one)));
  await device.outbox.send();
  expect(bytes).toEqual(fixture.outbox.filter(({ state }) => state === 'waiting').map(({ body }) => body));
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 1 });
});

test('what version 6 had sent and left in its outbox is sent again, and not lost', async () => {
  const database = await openEarlier(6);
  await database.put('outbox', { ...envelope, state: 'kept', epoch: 'one', receivedBy: '2026-11-26' });
  database.close();
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.outbox.send();
  expect(endpoint.requests.flat().map((one) => JSON.stringify(one))).toEqual([envelope.body]);
  expect(device.outbox.status()).toMatchObject({ waiting: 0 });
});

test('wiping names each store that holds what respondents gave', () => {
  const isWiped = STORE_NAMES.filter((store) => STORES[store].isWiped);
  expect(isWiped.sort()).toEqual(['days', 'drafts', 'finished', 'kept', 'locked', 'outbox', 'seals', 'unsent']);
});
