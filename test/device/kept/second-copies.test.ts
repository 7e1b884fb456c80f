import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { openTablet } from '../../../src/device/sealed/open-tablet.ts';
import { startSealed } from '../../../src/device/sealed/start-sealed.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import { type KeptPair, makePair } from '../../../src/sealing/key-pair.ts';
import { listed } from '../../support/listed.ts';
import {
  clean,
  copied,
  draftOf,
  dropDatabase,
  type FakeEndpoint,
  failStorage,
  fakeEndpoint,
  held,
  json,
  open,
  SURVEY,
  secondCopies,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

let pairs: readonly KeptPair[];
beforeAll(async () => {
  pairs = [await makePair(), await makePair()];
});

const opened: OpenedDevice[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const device of opened.splice(0)) device.close();
  await clean();
});

const down = () => {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  return endpoint;
};

const field = (number = 1, changes = {}) => draftOf(number, { mode: 'field', ...changes });

/** Its half that sends is started. */
async function awake({ fetch }: FakeEndpoint): Promise<OpenedDevice> {
  const device = await open({ fetch });
  await device.outbox.send();
  return device;
}

const sentIds = ({ requests }: FakeEndpoint) => requests.flat().map(({ id }) => id);

test('a database that the browser has dropped with three waiting is filled again, counted, and each is sent once', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  for (const number of [1, 2, 3]) await device.finish(draftOf(number), SURVEY);
  const before = await held(device);
  await copied(3);
  await dropDatabase(device);
  const again = await awake(endpoint);
  await until(again, ({ waiting }) => waiting === 3);
  expect(again.outbox.status()).toMatchObject({ restored: 3, refused: 0, erasing: 0 });
  expect(await held(again)).toEqual(before);
  expect((await listed(again.finished.list())).map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id));
  endpoint.requests.length = 0;
  endpoint.answer = () => undefined;
  await again.outbox.send();
  expect(sentIds(endpoint).toSorted()).toEqual(before.map(({ id }) => id));
  await copied(0);
  again.close();
  const third = await awake(endpoint);
  expect(third.outbox.status()).toMatchObject({ waiting: 0, restored: 0 });
  expect(sentIds(endpoint)).toHaveLength(3);
});

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

test('of a response that was changed after it was finished, only the later envelope comes back, once', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  const first = await device.finish(draftOf(1), SURVEY);
  if (first.kind !== 'finished') throw new Error(first.kind);
  await copied(1);
  const changed = draftOf(1, { sequence: first.sequence, answers: { plot: 'no' } });
  expect(await device.finish(changed, SURVEY)).toMatchObject({ sequence: first.sequence + 1 });
  await expect.poll(async () => [...(await secondCopies()).keys()]).toContain(`/outbox/${draftOf(1).id}/2`);
  await copied(1);
  await dropDatabase(device);
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  expect(await held(again)).toMatchObject([{ sequence: 2, answers: { plot: 'no' } }]);
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

test('what was refused waits again once it is put back, and its card says so', async () => {
  const endpoint = fakeEndpoint();
  endpoint.verdictFor = () => ({ verdict: 'refused', problem: 'survey.closed' });
  const device = await awake(endpoint);
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ refused }) => refused === 1);
  device.close();
  await caches.delete('outbox-copies');
  endpoint.answer = () => status(503);
  // Its copy is made of what is refused.
  const later = await awake(endpoint);
  await copied(1);
  await dropDatabase(later);
  const again = await awake(endpoint);
  await until(again, ({ waiting, restored }) => waiting === 1 && restored === 1);
  const states = async () => (await listed(again.finished.list())).map(({ delivery }) => delivery.state);
  await expect.poll(states).toEqual(['device']);
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

test('a copy that a verdict could not remove is put back and sent, and stays one response', async () => {
  const endpoint = down();
  const device = await awake(endpoint);
  await device.finish(draftOf(1), SURVEY);
  await copied(1);
  endpoint.answer = () => undefined;
  vi.spyOn(Cache.prototype, 'delete').mockRejectedValue(new DOMException('made up', 'UnknownError'));
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  vi.restoreAllMocks();
  await dropDatabase(device);
  const again = await awake(endpoint);
  await until(again, ({ waiting }) => waiting === 0);
  expect(endpoint.stored.size).toBe(1);
  await copied(0);
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

test('what was wiped does not come back, neither at the next start nor with a dropped database', async () => {
  const endpoint = down();
  const begin = async () => {
    const started = startDevice({ fetch: endpoint.fetch, random: () => 0.999, quiet: 60_000 });
    opened.push(started.device);
    const begun = await openTablet({ started, survey: SURVEY, channel: null, seals: false, named: undefined });
    if (begun.kind !== 'open') throw new Error(begun.kind);
    return begun;
  };
  const { device, tablet } = await begin();
  for (const number of [1, 2]) await device.finish(field(number), SURVEY);
  await copied(2);
  expect(await tablet.wipe(await listed(tablet.unsent()))).toBe('wiped');
  await copied(0);
  device.close();
  const next = await begin();
  expect(await listed(next.tablet.unsent())).toEqual({ envelopes: [], interviews: [] });
  await dropDatabase(next.device);
  const last = await begin();
  expect(await listed(last.tablet.unsent())).toEqual({ envelopes: [], interviews: [] });
  expect(last.device.outbox.status()).toMatchObject({ waiting: 0, restored: 0 });
  expect(await listed(last.tablet.today())).toMatchObject({ finished: 0, received: 0, restored: 0 });
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

test('what is erased while it is being copied keeps no second copy', async () => {
  const device = await awake(down());
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let copying: Promise<void> = held;
  const { put, keys } = Cache.prototype;
  vi.spyOn(Cache.prototype, 'put').mockImplementationOnce(function (this: Cache, ...asked) {
    copying = held.then(() => put.apply(this, asked));
    return copying;
  });
  await device.finish(draftOf(1), SURVEY);
  await expect.poll(() => copying !== held).toBe(true);
  // Waits two seconds for the lock of the copies, and goes on without it. What is being copied comes after it has looked.
  vi.spyOn(Cache.prototype, 'keys').mockImplementationOnce(async function (this: Cache) {
    const found = await keys.apply(this);
    release();
    await copying;
    return found;
  });
  expect(await device.finished.erase(draftOf(1).id, draftOf(1).secret)).not.toBe('unchanged');
  await copied(0);
});

test('the count of a day outlives a dropped database, and says how many were put back', async () => {
  const endpoint = down();
  const begin = async () => {
    const started = startDevice({ fetch: endpoint.fetch, random: () => 0.999, quiet: 60_000 });
    opened.push(started.device);
    const begun = await openTablet({ started, survey: SURVEY, channel: null, seals: false, named: undefined });
    if (begun.kind !== 'open') throw new Error(begun.kind);
    return begun;
  };
  const { device, tablet } = await begin();
  for (const number of [1, 2, 3]) await device.finish(field(number), SURVEY);
  await copied(3);
  expect(await listed(tablet.today())).toMatchObject({ finished: 3, received: 0 });
  await expect.poll(async () => (await secondCopies()).get('/days')).toContain('"finished":3');
  await dropDatabase(device);
  endpoint.answer = () => status(503);
  const again = await begin();
  expect(await listed(again.tablet.today())).toMatchObject({ finished: 3, received: 0, restored: 3 });
  endpoint.answer = () => undefined;
  await again.device.outbox.send();
  await expect.poll(() => listed(again.tablet.today())).toMatchObject({ finished: 3, received: 3, restored: 3 });
});

test('what was counted before the copy of a day is put back, or was torn off its end, adds up with the copy', async () => {
  const endpoint = down();
  const begin = async () => {
    const started = startDevice({ fetch: endpoint.fetch, random: () => 0.999, quiet: 60_000 });
    opened.push(started.device);
    const begun = await openTablet({ started, survey: SURVEY, channel: null, seals: false, named: undefined });
    if (begun.kind !== 'open') throw new Error(begun.kind);
    return begun;
  };
  const { device } = await begin();
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
  const again = await begin();
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

test('on a tablet that seals, the second copies are sealed too', async () => {
  const marker = 'MARQUEUR-DES-COPIES';
  const started = startDevice({ fetch: down().fetch, random: () => 0.999, quiet: 60_000 });
  opened.push(started.device);
  const keys = pairs.map(({ id, key }, place) => ({
    id,
    key,
    holder: place === 0 ? 'opener' : 'backup',
    from: '2026-01-01',
  }));
  const fetch = async () => json({ sealing: { keys } });
  const begun = await startSealed({ started, survey: WITH_PARTIALS, fetch });
  if (begun.kind !== 'sealed') throw new Error(begun.kind);
  const given = field(1, { answers: { plot: 'shared', 'plot-other': marker } });
  await begun.device.drafts.save(given);
  await begun.device.finish(given, WITH_PARTIALS);
  await copied(1);
  const copies = await secondCopies();
  const [[path, text] = ['', '']] = [...copies].filter(([name]) => name.startsWith('/outbox/'));
  expect(path).toBe(`/outbox/${given.id}/2`);
  expect(text).toContain('\\"sealed\\"');
  expect([...copies.values()].join()).not.toContain(marker);
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
