import { afterEach, expect, test, vi } from 'vitest';
import { createSecondCopies, fateOf } from '../../../src/device/kept/second-copies.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import type { Surroundings } from '../../../src/device/port/surroundings.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import type { Database } from '../../../src/device/store/store.ts';
import { digestOf } from '../../../src/wire/digest.ts';
import { listed } from '../../support/listed.ts';
import {
  clean,
  clearTablet,
  copied,
  down,
  draftOf,
  dropDatabase,
  type FakeEndpoint,
  failStorage,
  held,
  holdLock,
  open,
  SURVEY,
  secondCopies,
  sendAgain,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

afterEach(clean);

const field = (number = 1, changes = {}) => draftOf(number, { mode: 'field', ...changes });

/** Its half that sends is started. */
async function awake({ fetch }: FakeEndpoint): Promise<OpenedDevice> {
  const device = await open({ fetch });
  await device.outbox.send();
  return device;
}

/** A device that has finished so many responses, which its endpoint does not take, and has their copies. */
async function holding(count: number) {
  const endpoint = down();
  const device = await awake(endpoint);
  for (let number = 1; number <= count; number++) await device.finish(draftOf(number), SURVEY);
  await copied(count);
  return { endpoint, device };
}

const tabletOf = (endpoint: FakeEndpoint) => clearTablet(endpoint, { survey: SURVEY, channel: null });

test('a second copy of which a power cut has left a part stops nothing: the others are put back, and everything is sent', async () => {
  const { endpoint, device } = await holding(2);
  await dropDatabase(device);
  const shelf = await caches.open('outbox-copies');
  await shelf.put(`/outbox/${draftOf(1).id}/1`, new Response('{"envelope":{"id":"00'));
  await shelf.put('/days', new Response(''));
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  await sendAgain(again, endpoint);
  expect(endpoint.stored.has(draftOf(2).id)).toBe(true);
  await copied(0);
});

test('what comes back has the card of its last finish, though the storage has gone back to an earlier one', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  const [earlier] = await listed(device.finished.list());
  if (!earlier) throw new Error('what is finished has no card');
  await device.finish(draftOf(1, { sequence: earlier.sequence, answers: { plot: 'no' } }), SURVEY);
  await expect.poll(async () => [...(await secondCopies()).keys()]).toContain(`/outbox/${draftOf(1).id}/2`);
  await dropDatabase(device);
  const database = openDatabase(globalThis);
  await database.write(['finished'], async (tx) => tx.put('finished', earlier));
  database.close();
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  expect(await listed(again.finished.list())).toMatchObject([{ sequence: 2 }]);
});

test('what was erased here does not come back with a dropped database, and the endpoint is asked again to erase it', async () => {
  const endpoint = down();
  endpoint.receipt = () => status(503);
  const device = await awake(endpoint);
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  await copied(2);
  // It has left, for all that is known.
  await device.outbox.send();
  expect(await device.finished.erase(draftOf(1).id, draftOf(1).secret)).toBe('later');
  await copied(1);
  await expect.poll(async () => [...(await secondCopies()).keys()]).toContain(`/erasures/${draftOf(1).id}`);
  await dropDatabase(device);
  const asked: string[] = [];
  endpoint.receipt = () => {
    asked.push('asked');
    return status(503);
  };
  const again = await awake(endpoint);
  await until(again, ({ waiting, erasing }) => waiting === 1 && erasing === 1);
  expect((await held(again)).map(({ id }) => id)).toEqual([draftOf(2).id]);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test('what was received is not sent again after a dropped database', async () => {
  const { endpoint, device } = await holding(1);
  await sendAgain(device, endpoint);
  await until(device, ({ waiting }) => waiting === 0);
  await copied(0);
  await dropDatabase(device);
  const { length } = endpoint.requests;
  const again = await awake(endpoint);
  expect(again.outbox.status()).toMatchObject({ waiting: 0 });
  expect(endpoint.requests).toHaveLength(length);
});

test('the card of what was received comes back with a dropped database, with its code, until it is erased', async () => {
  const endpoint = down();
  endpoint.answer = () => undefined;
  const device = await awake(endpoint);
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  const cards = async () => [...(await secondCopies()).keys()].filter((path) => path.startsWith('/cards/')).sort();
  await expect.poll(cards).toEqual([1, 2].map((number) => `/cards/${draftOf(number).id}/1`));
  const [latest] = await listed(device.finished.list());
  await dropDatabase(device);
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 0 && restored === 2);
  const back = await listed(again.finished.list());
  expect(back).toHaveLength(2);
  expect(back.find(({ id }) => id === latest?.id)).toEqual(latest);
  expect(await again.finished.erase(draftOf(1).id, draftOf(1).secret)).toBe('everywhere');
  expect(await cards()).toEqual([`/cards/${draftOf(2).id}/1`]);
  await dropDatabase(again);
  expect((await listed((await awake(endpoint)).finished.list())).map(({ id }) => id)).toEqual([draftOf(2).id]);
});

test('a received card that is changed comes back as the finish that waits', async () => {
  const endpoint = down();
  endpoint.answer = () => undefined;
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(async () => (await secondCopies()).has(`/cards/${draftOf(1).id}/1`)).toBe(true);
  endpoint.answer = () => status(503);
  await device.finish(draftOf(1, { sequence: 1, answers: { plot: 'no' } }), SURVEY);
  await copied(1);
  await dropDatabase(device);
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  expect(await listed(again.finished.list())).toMatchObject([{ sequence: 2, delivery: { state: 'device' } }]);
});

test('a second copy whose response no longer exists is deleted at the next start, without sending or reporting it', async () => {
  const { endpoint, device } = await holding(1);
  endpoint.answer = () => undefined;
  vi.spyOn(Cache.prototype, 'delete').mockRejectedValue(new DOMException('made up', 'UnknownError'));
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  vi.restoreAllMocks();
  await copied(1);
  device.close();
  const { length } = endpoint.requests;
  const again = await awake(endpoint);
  await copied(0);
  expect(again.outbox.status()).toMatchObject({ waiting: 0, restored: 0 });
  expect(endpoint.requests).toHaveLength(length);
});

test('what one tab discards after another has finished it keeps its second copy, though the storage cannot be read again', async () => {
  const [one, other] = [await awake(down()), await awake(down())];
  await one.drafts.save(draftOf(1));
  await other.finish(draftOf(1), SURVEY);
  await copied(1);
  failStorage('readonly');
  expect(await one.drafts.discard(draftOf(1).id)).toBe('discarded');
  await copied(1);
});

test('the count of a day outlives a dropped database, and says how many were put back', async () => {
  const endpoint = down();
  const { device, tablet } = await tabletOf(endpoint);
  for (const number of [1, 2, 3]) await device.finish(field(number), SURVEY);
  await copied(3);
  expect(await listed(tablet.today())).toMatchObject({ finished: 3, received: 0 });
  await expect.poll(async () => (await secondCopies()).get('/days')).toContain('"finished":3');
  await dropDatabase(device);
  endpoint.answer = () => status(503);
  const again = await tabletOf(endpoint);
  expect(await listed(again.tablet.today())).toMatchObject({ finished: 3, received: 0, restored: 3 });
  endpoint.answer = () => undefined;
  await again.device.outbox.send();
  await expect.poll(() => listed(again.tablet.today())).toMatchObject({ finished: 3, received: 3, restored: 3 });
});

test('what was counted before the copy of a day is put back, or was torn off its end, adds up with the copy', async () => {
  const endpoint = down();
  const { device } = await tabletOf(endpoint);
  for (const number of [1, 2, 3]) await device.finish(field(number), SURVEY);
  await copied(3);
  await expect.poll(async () => (await secondCopies()).get('/days')).toContain('"finished":3');
  const [{ day, ...counted } = { day: '' }] = JSON.parse((await secondCopies()).get('/days') ?? '[]');
  await dropDatabase(device);
  const database = openDatabase(globalThis);
  const first = field(1).id;
  await database.write(['days'], async (tx) =>
    tx.put('days', { ...counted, day, finished: 1, left: 1, unacknowledged: [first] }),
  );
  database.close();
  const again = await tabletOf(endpoint);
  expect(await listed(again.tablet.today())).toMatchObject({ finished: 3, received: 0, left: 1, restored: 3 });
});

test('interviews that are not finished have no second copy', async () => {
  const device = await awake(down());
  await device.drafts.save(draftOf(1));
  await device.snapshot(draftOf(1), WITH_PARTIALS);
  await device.finish(draftOf(2), WITH_PARTIALS);
  await copied(1);
  expect([...(await secondCopies()).keys()].filter((path) => path.includes(draftOf(1).id))).toEqual([]);
});

test('a tab that was closed or frozen with the lock of the copies holds nothing up', async () => {
  const release = await holdLock('outbox-copies');
  const { endpoint, device } = await holding(1);
  await sendAgain(device, endpoint);
  await until(device, ({ waiting }) => waiting === 0);
  await copied(0);
  release();
});

test('what another tab was sent a verdict for is not copied again by this one', async () => {
  const endpoint = down();
  const [one, other] = [await awake(endpoint), await awake(endpoint)];
  for (const number of [1, 2, 3]) await one.finish(draftOf(number), SURVEY);
  await copied(3);
  endpoint.answer = () => undefined;
  await Promise.all([other.outbox.send(), one.outbox.send()]);
  await until(one, ({ waiting }) => waiting === 0);
  await copied(0);
  one.close();
  await dropDatabase(other);
  expect((await awake(endpoint)).outbox.status()).toMatchObject({ waiting: 0 });
});

test('a start at which the storage could not be read copies what is finished once it can', async () => {
  failStorage();
  const endpoint = down();
  const device = await awake(endpoint);
  expect(device.outbox.status().waiting).toBeUndefined();
  vi.restoreAllMocks();
  await device.finish(draftOf(1), SURVEY);
  await copied(1);
});

test('a start at which the second copies could not be read puts back what is missing once they can', async () => {
  const { endpoint, device } = await holding(2);
  await dropDatabase(device);
  vi.spyOn(Cache.prototype, 'keys').mockRejectedValue(new DOMException('made up', 'UnknownError'));
  const again = await awake(endpoint);
  expect(again.outbox.status().restored).toBe(0);
  vi.restoreAllMocks();
  await again.finish(draftOf(3), SURVEY);
  await until(again, ({ waiting, restored }) => waiting === 3 && restored === 2);
  await copied(3);
});

test('a rescue file that is made of second copies holds the later of two of one response alone', async () => {
  const { device } = await holding(1);
  const [[path, earlier] = ['', '']] = await secondCopies();
  const copy = JSON.parse(earlier);
  const body = JSON.stringify({ ...JSON.parse(copy.envelope.body), sequence: 2 });
  const later = JSON.stringify({
    envelope: { ...copy.envelope, sequence: 2, body, digest: digestOf(JSON.parse(body)) },
  });
  // A crash came before the earlier one was removed.
  await (await caches.open('outbox-copies')).put(path.replace(/1$/, '2'), new Response(later));
  failStorage();
  expect(await held(device)).toMatchObject([{ id: draftOf(1).id, sequence: 2 }]);
});

const part = (sequence: number) => ({ status: 'partial', sequence }) as const;
const whole = (sequence: number) => ({ status: 'complete', sequence }) as const;
const received = (sequence: number) => ({ sequence, delivery: { state: 'received', at: 0 } }) as const;
const onDevice = (sequence: number) => ({ sequence, delivery: { state: 'device' } }) as const;
const NONE = { queued: [], kept: undefined, card: undefined, isErased: false };

test.each([
  ['restore', 'the database holds nothing of it', NONE],
  ['restore', 'an earlier finish waits', { ...NONE, queued: [whole(1)] }],
  ['restore', 'a later part waits', { ...NONE, queued: [part(3)] }],
  ['restore', 'an earlier finish was received', { ...NONE, kept: whole(1), card: received(1) }],
  ['restore', 'a later part was received and kept', { ...NONE, kept: part(3) }],
  ['restore', 'its card says that it is on this device', { ...NONE, card: onDevice(2) }],
  ['keep', 'it waits', { ...NONE, queued: [whole(2)], card: onDevice(2) }],
  ['keep', 'a later finish waits', { ...NONE, queued: [part(1), whole(3)] }],
  ['keep', 'it waits again after it was received', { ...NONE, queued: [whole(2)], kept: whole(2), card: received(2) }],
  ['drop', 'it was received and kept', { ...NONE, kept: whole(2) }],
  ['drop', 'its card says received', { ...NONE, card: received(2) }],
  ['drop', 'a later finish was received', { ...NONE, queued: [whole(1)], card: received(3) }],
  ['drop', 'it was erased', { ...NONE, isErased: true }],
] as const)('%s the copy of a second finish where %s', (fate, _, records) => {
  expect(fateOf(2, records)).toBe(fate);
});

/** Makes each pause as long as `pause` says. */
function copiesWith(database: Database, pause: (act: () => void, delay: number) => number) {
  const around = { navigator, caches, setTimeout: pause, clearTimeout: (timer: number) => clearTimeout(timer) };
  return createSecondCopies(database, Date.now, around as unknown as Surroundings);
}

test('a copy for which there was no room is made once there is', async () => {
  const database = openDatabase(globalThis);
  const erasure = { id: draftOf(1).id, secret: '', since: Date.now(), mayHaveLeft: true };
  await database.write(['erasures'], async (tx) => tx.put('erasures', erasure));
  const copies = copiesWith(database, (act, delay) => window.setTimeout(act, delay / 1000));
  const put = vi.spyOn(Cache.prototype, 'put').mockRejectedValue(new DOMException('made up', 'QuotaExceededError'));
  await copies.complete();
  expect(put).toHaveBeenCalled();
  vi.restoreAllMocks();
  await expect.poll(async () => [...(await secondCopies()).keys()]).toEqual([`/erasures/${draftOf(1).id}`]);
  copies.stop();
  database.close();
});

test('a database that is opened again for each read, because all of them fail, is not read in a loop', async () => {
  let reads = 0;
  const database = openDatabase(globalThis);
  const failing: Database = {
    ...database,
    async read() {
      reads++;
      copies.reopened();
      return { kind: 'unread' };
    },
  };
  // None of them ends.
  const copies = copiesWith(failing, () => 0);
  copies.reopened();
  for (let turn = 0; turn < 20; turn++) await navigator.locks.request('outbox-copies', () => {});
  expect(reads).toBe(1);
  copies.stop();
  database.close();
});
