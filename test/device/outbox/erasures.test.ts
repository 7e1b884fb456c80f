import { openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { DATABASE_NAME } from '../../../src/device/store/schema.ts';
import { sha256Hex } from '../../../src/wire/digest.ts';
import { fromHex } from '../../../src/wire/hex.ts';
import { listed } from '../../support/listed.ts';
import { clean, draftOf, fakeEndpoint, held, open, SURVEY, status, until, WITH_PARTIALS } from '../support.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await clean();
});

const { id, secret } = draftOf();

const offline = () => Promise.reject(new TypeError('Failed to fetch'));

/** The codes that this device keeps, to have responses erased. */
async function codes(): Promise<readonly string[]> {
  const database = await openDB(DATABASE_NAME);
  const kept = await database.getAll('erasures');
  database.close();
  return kept.flatMap((one) => (one.secret === '' ? [] : [one.secret]));
}

test('what was never sent is erased here, without a request', async () => {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  const device = await open({ fetch: endpoint.fetch, random: () => 0.999 });
  await device.outbox.send();
  vi.spyOn(navigator.locks, 'request').mockImplementation(() => new Promise(() => {}));
  await device.finish(draftOf(), SURVEY);
  endpoint.receipt = () => {
    throw new Error('the endpoint was asked');
  };
  expect(await device.finished.erase(id, secret)).toBe('here');
  expect([await listed(device.finished.list()), await held(device)]).toEqual([[], []]);
  expect(device.outbox.status()).toMatchObject({ waiting: 0, erasing: 0 });
  expect(device.outbox.status().deliveries.get(id)).toEqual({ state: 'erased' });
});

test('what a disk has no room to note as sent is sent all the same, and not said to be erased here alone', async () => {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  const device = await open({ fetch: endpoint.fetch });
  const remove = IDBObjectStore.prototype.delete;
  const full = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === 'unsent') throw new DOMException('no room', 'QuotaExceededError');
    return remove.call(this, key);
  });
  await device.finish(draftOf(), SURVEY);
  await expect.poll(() => endpoint.requests.flat().map((sent) => sent.id)).toContain(id);
  full.mockRestore();
  expect(await device.finished.erase(id, secret)).not.toBe('here');
});

test('a received response is erased at the endpoint, and its code goes only then', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ deliveries }) => deliveries.get(id)?.state === 'received');
  endpoint.receipt = offline;
  expect(await device.finished.erase(id, secret)).toBe('later');
  expect(await listed(device.finished.list())).toEqual([]);
  expect(await codes()).toEqual([secret]);
  expect(device.outbox.status()).toMatchObject({ erasing: 1 });
  endpoint.receipt = () => undefined;
  dispatchEvent(new Event('online'));
  await until(device, ({ erasing, deliveries }) => erasing === 0 && deliveries.get(id)?.state === 'erased');
  expect(endpoint.erased.has(id)).toBe(true);
  expect(await codes()).toEqual([]);
});

test('a reply about another receipt, as a proxy has stored it, erases nothing', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  const other = draftOf(2, { secret: '2'.repeat(32) });
  for (const draft of [draftOf(1), other]) await device.finish(draft, SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  expect(await device.finished.erase(id, secret)).toBe('everywhere');
  const receiptHash = sha256Hex(fromHex(secret));
  endpoint.receipt = () => Response.json({ state: 'erased', receiptHash });
  expect(await device.finished.erase(other.id, other.secret)).toBe('later');
  expect(await codes()).toEqual([other.secret]);
  expect(device.outbox.status().deliveries.get(other.id)).toEqual({ state: 'erasing' });
});

test('erased while its request is held up on the way: the code is kept until the endpoint has said erased', async () => {
  const endpoint = fakeEndpoint();
  let arrive = () => {};
  endpoint.answer = () =>
    new Promise<undefined>((resolve) => {
      arrive = () => resolve(undefined);
    });
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ deliveries }) => deliveries.get(id)?.state === 'sending');
  await expect.poll(() => endpoint.requests.length).toBe(1);
  // The endpoint knows nothing yet, and says so.
  expect(await device.finished.erase(id, secret)).toBe('unknown');
  expect(await codes()).toEqual([secret]);
  expect(device.outbox.status().deliveries.get(id)).toEqual({ state: 'erasing' });
  const seen: unknown[] = [];
  device.outbox.watch(({ deliveries }) => seen.push(deliveries.get(id)?.state));
  arrive();
  await until(device, ({ deliveries }) => deliveries.get(id)?.state === 'erased');
  expect(endpoint.erased.has(id)).toBe(true);
  expect(await codes()).toEqual([]);
  expect(seen).not.toContain('received');
});

test('stored, its receipt lost, erased without network: it is erased at the endpoint once there is one', async () => {
  const endpoint = fakeEndpoint();
  endpoint.isLostAfter = true;
  endpoint.answer = offline;
  endpoint.receipt = offline;
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  await expect.poll(() => endpoint.stored.size).toBe(1);
  await until(device, ({ sending }) => !sending);
  expect(await device.finished.erase(id, secret)).toBe('later');
  device.close();
  endpoint.receipt = () => undefined;
  const next = await open({ fetch: endpoint.fetch });
  await listed(next.finished.list());
  await expect.poll(() => endpoint.erased.has(id)).toBe(true);
  await expect.poll(codes).toEqual([]);
});

test('a draft thrown away after a snapshot left is erased at the endpoint, and until then its code is kept', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await expect.poll(() => endpoint.stored.size).toBe(1);
  await expect.poll(() => held(device)).toEqual([]);
  endpoint.receipt = offline;
  expect(await device.drafts.discard(id)).toBe('discarded');
  expect(await listed(device.drafts.list())).toEqual([]);
  await expect.poll(codes).toEqual([secret]);
  device.close();
  endpoint.receipt = () => undefined;
  await (await open({ fetch: endpoint.fetch })).finished.list();
  await expect.poll(() => endpoint.erased.has(id)).toBe(true);
});

test('each erasure that the endpoint has not confirmed is asked for again by itself, also after another was', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  const other = draftOf(2, { secret: '2'.repeat(32) });
  for (const draft of [draftOf(1), other]) await device.finish(draft, SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  const timers = minutesLater();
  for (const draft of [draftOf(1), other]) {
    endpoint.receipt = offline;
    expect(await device.finished.erase(draft.id, draft.secret)).toBe('later');
    endpoint.receipt = () => undefined;
    timers.pop()?.();
    await until(device, ({ erasing, deliveries }) => erasing === 0 && deliveries.get(draft.id)?.state === 'erased');
  }
});

test('moments in a row ask once more for an erasure, and not once each', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  endpoint.receipt = offline;
  expect(await device.finished.erase(id, secret)).toBe('later');
  let asked = 0;
  endpoint.receipt = () => {
    asked++;
    return undefined;
  };
  await Promise.all(Array.from({ length: 6 }, () => device.outbox.send()));
  expect(asked).toBe(1);
  expect(await codes()).toEqual([]);
});

/** What is set to be done in some minutes, for the test to do at once. */
function minutesLater(): (() => void)[] {
  const due: (() => void)[] = [];
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((act: () => void, delay?: number) => {
    if ((delay ?? 0) < 60_000) return setTimeout(act, delay);
    return due.push(act);
  }) as typeof setTimeout);
  return due;
}

test('a draft that was finished meanwhile is not thrown away by a list that is out of date', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  await device.finish(draftOf(), SURVEY);
  expect(await device.drafts.discard(id)).toBe('discarded');
  expect(await listed(device.finished.list())).toHaveLength(1);
});

test.each([
  ['before anything left', SURVEY],
  ['after a snapshot left', WITH_PARTIALS],
])('a draft thrown away in one tab %s does not come back from another', async (_, survey) => {
  const endpoint = fakeEndpoint();
  const [here, there] = [await open({ fetch: endpoint.fetch }), await open({ fetch: endpoint.fetch })];
  await here.outbox.send();
  await here.drafts.save(draftOf());
  await here.snapshot(draftOf(), survey);
  await there.drafts.discard(id);
  await until(here, ({ deliveries }) => deliveries.get(id)?.state === 'erased');
  expect(await here.drafts.save(draftOf(1, { current: 'wish' }))).toBe('gone');
  expect(await here.finish(draftOf(), survey)).toEqual({ kind: 'gone' });
  expect(await listed(here.drafts.list())).toEqual([]);
  expect(await held(here)).toEqual([]);
});

test('erased in one tab, another one no longer says that it is received', async () => {
  const endpoint = fakeEndpoint();
  const [here, there] = [await open({ fetch: endpoint.fetch }), await open({ fetch: endpoint.fetch })];
  await here.finish(draftOf(), SURVEY);
  await until(here, ({ deliveries }) => deliveries.get(id)?.state === 'received');
  expect(await there.finished.erase(id, secret)).toBe('everywhere');
  await until(here, ({ deliveries }) => deliveries.get(id)?.state === 'erased');
});

test('a storage that fails leaves all as it was, and says so', async () => {
  const device = await open({ fetch: fakeEndpoint().fetch });
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ deliveries }) => deliveries.get(id)?.state === 'received');
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  });
  expect(await device.finished.erase(id, secret)).toBe('unchanged');
  vi.restoreAllMocks();
  expect(await listed(device.finished.list())).toHaveLength(1);
});
