import { afterEach, expect, test, vi } from 'vitest';
import { digestOf } from '../../../src/wire/digest.ts';
import { pending } from '../../pending.ts';
import { listed } from '../../support/listed.ts';
import { beside, clean, down, draftOf, fakeEndpoint, held, open, SURVEY, until, WITH_PARTIALS } from '../support.ts';

afterEach(clean);

const { id, secret } = draftOf();

const offline = () => Promise.reject(new TypeError('Failed to fetch'));

/** The codes that this device keeps, to have responses erased. */
async function codes(): Promise<readonly string[]> {
  const kept = await beside((database) => database.getAll('erasures'));
  return kept.flatMap((one) => (one.secret === '' ? [] : [one.secret]));
}

test('what was never sent is erased here, without a request', async () => {
  const endpoint = down();
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

test('a draft of which an earlier page has sent a part is erased at the endpoint when it is thrown away', async () => {
  const endpoint = fakeEndpoint();
  const before = await open({ fetch: endpoint.fetch });
  await before.drafts.save(draftOf());
  await before.snapshot(draftOf(), WITH_PARTIALS);
  await expect.poll(() => endpoint.stored.size).toBe(1);
  await expect.poll(() => held(before)).toEqual([]);
  before.close();
  const device = await open({ fetch: endpoint.fetch });
  expect(await device.drafts.discard(id)).toBe('discarded');
  await expect.poll(() => [...endpoint.erased]).toEqual([id]);
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

test('where a snapshot is under way when its draft is thrown away, the reply to it can confirm the erasure', async () => {
  const endpoint = fakeEndpoint();
  const { promise: replied, resolve: reply } = pending();
  endpoint.answer = async ([sent]) => {
    await replied;
    return Response.json({
      verdicts: [{ id, sequence: sent?.sequence, digest: sent && digestOf(sent), verdict: 'erased' }],
    });
  };
  endpoint.receipt = offline;
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await expect.poll(() => endpoint.inFlight).toBe(1);
  expect(await device.drafts.discard(id)).toBe('discarded');
  reply();
  await until(device, ({ erasing, deliveries }) => erasing === 0 && deliveries.get(id)?.state === 'erased');
});

test('moments in a row, five minutes later, ask once more for an erasure, and not once each', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  endpoint.receipt = offline;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  expect(await device.finished.erase(id, secret)).toBe('later');
  const due = timers.mock.calls.flatMap(([act, pause]) => (pause === 5 * 60_000 ? [act] : []));
  expect(due).toHaveLength(1);
  const receipt = vi.fn(() => undefined);
  endpoint.receipt = receipt;
  await Promise.all([...due, ...Array(6).fill(() => device.outbox.send())].map((act) => act()));
  expect(receipt).toHaveBeenCalledTimes(1);
  expect(await codes()).toEqual([]);
});

test('a draft that was finished meanwhile is not thrown away by a list that is out of date', async () => {
  const device = await open({ fetch: fakeEndpoint().fetch });
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
