import { afterEach, expect, test, vi } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { openTablet } from '../../../src/device/sealed/open-tablet.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import { listed } from '../../support/listed.ts';
import {
  clean,
  copied,
  down,
  draftOf,
  dropDatabase,
  type FakeEndpoint,
  failStorage,
  held,
  open,
  SURVEY,
  secondCopies,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

const opened: OpenedDevice[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const device of opened.splice(0)) device.close();
  await clean();
});

const field = (number = 1, changes = {}) => draftOf(number, { mode: 'field', ...changes });

/** Its half that sends is started. */
async function awake({ fetch }: FakeEndpoint): Promise<OpenedDevice> {
  const device = await open({ fetch });
  await device.outbox.send();
  return device;
}

/** A shared tablet whose survey has no keys. */
async function clearTablet({ fetch }: FakeEndpoint) {
  const started = startDevice({ fetch, random: () => 0.999, quiet: 60_000 });
  opened.push(started.device);
  const begun = await openTablet({ started, survey: SURVEY, channel: null, seals: false, named: undefined });
  if (begun.kind !== 'open') throw new Error(begun.kind);
  return begun;
}

test('a second copy of which a power cut has left a part stops nothing: the others are put back, and everything is sent', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  await copied(2);
  await dropDatabase(device);
  const shelf = await caches.open('outbox-copies');
  await shelf.put(`/outbox/${draftOf(1).id}/1`, new Response('{"envelope":{"id":"00'));
  await shelf.put('/days', new Response(''));
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  endpoint.answer = () => undefined;
  await again.outbox.send();
  expect(endpoint.stored.has(draftOf(2).id)).toBe(true);
  await copied(0);
});

test('what comes back has the card of its last finish, though another page has written back an earlier one', async () => {
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

test('what was received does not come back with a dropped database', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  await copied(1);
  endpoint.answer = () => undefined;
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  await copied(0);
  await dropDatabase(device);
  const { length } = endpoint.requests;
  const again = await awake(endpoint);
  expect(again.outbox.status()).toMatchObject({ waiting: 0, restored: 0 });
  expect(endpoint.requests).toHaveLength(length);
});

test('a copy that outlived its response goes at the next start, and nothing is sent or said to have come back', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  await copied(1);
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
  const { device, tablet } = await clearTablet(endpoint);
  for (const number of [1, 2, 3]) await device.finish(field(number), SURVEY);
  await copied(3);
  expect(await listed(tablet.today())).toMatchObject({ finished: 3, received: 0 });
  await expect.poll(async () => (await secondCopies()).get('/days')).toContain('"finished":3');
  await dropDatabase(device);
  endpoint.answer = () => status(503);
  const again = await clearTablet(endpoint);
  expect(await listed(again.tablet.today())).toMatchObject({ finished: 3, received: 0, restored: 3 });
  endpoint.answer = () => undefined;
  await again.device.outbox.send();
  await expect.poll(() => listed(again.tablet.today())).toMatchObject({ finished: 3, received: 3, restored: 3 });
});

test('what was counted before the copy of a day is put back, or was torn off its end, adds up with the copy', async () => {
  const endpoint = down();
  const { device } = await clearTablet(endpoint);
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
  const again = await clearTablet(endpoint);
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
  let release = () => {};
  const frozen = navigator.locks.request(
    'outbox-copies',
    () =>
      new Promise<void>((end) => {
        release = end;
      }),
  );
  const endpoint = down();
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  await copied(1);
  endpoint.answer = () => undefined;
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  await copied(0);
  release();
  await frozen;
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
  expect((await awake(endpoint)).outbox.status()).toMatchObject({ waiting: 0, restored: 0 });
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
  const endpoint = down();
  const device = await awake(endpoint);
  for (const number of [1, 2]) await device.finish(draftOf(number), SURVEY);
  await copied(2);
  await dropDatabase(device);
  vi.spyOn(Cache.prototype, 'keys').mockRejectedValue(new DOMException('made up', 'UnknownError'));
  const again = await awake(endpoint);
  expect(again.outbox.status().restored).toBe(0);
  vi.restoreAllMocks();
  await again.finish(draftOf(3), SURVEY);
  await until(again, ({ waiting, restored }) => waiting === 3 && restored === 2);
  await copied(3);
});
