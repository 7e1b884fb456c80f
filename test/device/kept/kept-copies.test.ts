import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { keptShelf } from '../../../src/device/kept/kept-shelf.ts';
import { createSecondCopies } from '../../../src/device/kept/second-copies.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { startSealed } from '../../../src/device/sealed/start-sealed.ts';
import { openDatabase } from '../../../src/device/store/open-store.ts';
import type { QueuedEnvelope } from '../../../src/device/store/schema.ts';
import { wipe } from '../../../src/device/tablet/wipe.ts';
import { type KeyPair, makePair } from '../../../src/sealing/key-pair.ts';
import {
  beside,
  clean,
  draftOf,
  fakeEndpoint,
  held,
  json,
  opened,
  rescueFile,
  SURVEY,
  sendAgain,
  started,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

let pairs: readonly KeyPair[];
beforeAll(async () => {
  pairs = [await makePair(), await makePair()];
});

afterEach(clean);

const DATE = 'Wed, 25 Nov 2026 10:00:00 GMT';
const BEFORE = { epoch: 'one', backedUpThrough: '2026-11-24' };

/** An endpoint that gives its epoch and last backup, with each reply and in its health. */
function endpointThatStands() {
  const endpoint = fakeEndpoint();
  let standing: { readonly epoch: string; readonly backedUpThrough: string | null } = BEFORE;
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).endsWith('/api/health')) {
      asked++;
      return json({ status: 'ok', ...standing });
    }
    const response = await endpoint.fetch(url, init);
    if (!response.ok) return response;
    const body = { ...(await response.json()), ...standing };
    return json(body, { headers: { 'Content-Type': 'application/json', Date: DATE } });
  };
  return {
    endpoint,
    fetch,
    asked: () => asked,
    stand(next: typeof standing) {
      standing = next;
    },
  };
}

async function tablet(fetch: typeof globalThis.fetch, survey = SURVEY): Promise<OpenedDevice> {
  const keys = pairs.map(({ id, key }, place) => ({
    id,
    key,
    holder: place === 0 ? 'opener' : 'backup',
    from: '2026-01-01',
  }));
  const notice = async () => json({ sealing: { keys } });
  const begun = await startSealed({ started: started({ fetch }), survey, fetch: notice, secret: () => undefined });
  if (begun.kind !== 'sealed') throw new Error(begun.kind);
  return begun.device;
}

const field = (number: number, changes = {}) => draftOf(number, { mode: 'field', ...changes });

/** Returns the states of the envelopes in the outbox, then those of the kept copies. */
async function states(): Promise<readonly string[]> {
  const outbox: QueuedEnvelope[] = await beside((database) => database.getAll('outbox'));
  const kept = await beside((database) => database.count('kept'));
  return [...outbox.map(({ state }) => state), ...Array.from({ length: kept }, () => 'kept')];
}

test('what a shared tablet has sealed and sent is kept until a backup holds it, and never counts as unsent', async () => {
  const { endpoint, fetch, stand } = endpointThatStands();
  const device = await tablet(fetch);
  await device.finish(field(1), SURVEY);
  await expect.poll(states).toEqual(['kept']);
  await until(device, ({ waiting, refused }) => waiting === 0 && refused === 0);
  expect(device.outbox.status().oldest).toBeUndefined();
  expect(await held(device)).toEqual([]);
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(1);
  // An endpoint that has made no backup yet.
  stand({ ...BEFORE, backedUpThrough: null });
  await device.outbox.send();
  expect(await states()).toEqual(['kept']);
  // A backup of the day on which it may have come is not enough, since it may have been made before.
  stand({ ...BEFORE, backedUpThrough: '2026-11-25' });
  await device.outbox.send();
  expect(await states()).toEqual(['kept']);
  stand({ ...BEFORE, backedUpThrough: '2026-11-26' });
  await device.outbox.send();
  expect(await states()).toEqual([]);
});

test('an endpoint put back from an older backup is given again what it lacks, once, and nothing that was erased', async () => {
  const { endpoint, fetch, stand } = endpointThatStands();
  const device = await tablet(fetch);
  for (const number of [1, 2, 3]) await device.finish(field(number), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(states).toEqual(['kept', 'kept', 'kept']);
  await device.finished.erase(field(3).id, field(3).secret);
  endpoint.stored.clear();
  endpoint.erased.clear();
  stand({ epoch: 'two', backedUpThrough: '2026-11-24' });
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(() => [...endpoint.stored.keys()].sort()).toEqual([field(1).id, field(2).id]);
  await expect.poll(states).toEqual(['kept', 'kept']);
  const { length } = endpoint.requests;
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(length);
});

test('learnt with the reply to others, too; a respondent’s own phone keeps nothing, and asks nothing', async () => {
  const { endpoint, fetch, stand, asked } = endpointThatStands();
  const device = await tablet(fetch);
  await device.finish(field(1), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(states).toEqual(['kept']);
  endpoint.stored.clear();
  stand({ epoch: 'two', backedUpThrough: null });
  endpoint.answer = () => status(503);
  await device.finish(field(2), SURVEY);
  await expect.poll(() => endpoint.requests.length).toBe(2);
  await sendAgain(device, endpoint);
  // Who asked waits for what was put back, too.
  expect([...endpoint.stored.keys()].sort()).toEqual([field(1).id, field(2).id]);
  for (const one of opened.splice(0)) one.close();
  await clean();

  const before = asked();
  const phone = started({ fetch }).device;
  await phone.finish(draftOf(5), SURVEY);
  await until(phone, ({ waiting }) => waiting === 0);
  await phone.outbox.send();
  expect(await states()).toEqual([]);
  expect(asked()).toBe(before);
  endpoint.answer = () => status(503);
});

test('a verdict moves its envelope whole or not at all', async () => {
  const { endpoint, fetch } = endpointThatStands();
  const device = await tablet(fetch);
  const remove = IDBObjectStore.prototype.delete;
  const cut = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name !== 'outbox') return remove.call(this, key);
    this.transaction.abort();
    throw new DOMException('cut off', 'AbortError');
  });
  await device.finish(field(1), SURVEY);
  await until(device, ({ nextTry }) => nextTry !== undefined);
  expect(endpoint.stored.size).toBe(1);
  expect(await states()).toEqual(['waiting']);
  cut.mockRestore();
  await device.outbox.send();
  expect(await states()).toEqual(['kept']);
  expect(endpoint.stored.size).toBe(1);
});

test('of a response the last envelope that was received is kept, and a rescue file that holds it brings nothing', async () => {
  const { endpoint, fetch, stand } = endpointThatStands();
  endpoint.answer = () => status(503);
  const device = await tablet(fetch, WITH_PARTIALS);
  await device.finish(field(1), WITH_PARTIALS);
  const file = await rescueFile(device);
  await sendAgain(device, endpoint);
  await expect.poll(states).toEqual(['kept']);
  expect(await device.importFile(file, async () => true)).toMatchObject({ added: 0, known: 1 });

  // One who left, and was received, comes back and finishes.
  const claim = await device.drafts.claim(field(2).id, { take: false, onLost() {} });
  await device.drafts.save(field(2));
  if (claim !== 'other-tab') claim.release();
  await expect.poll(() => endpoint.stored.get(field(2).id)?.envelope.status).toBe('partial');
  await expect.poll(states).toEqual(['kept', 'kept']);
  await device.finish(field(2, { sequence: 1 }), WITH_PARTIALS);
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(states).toEqual(['kept', 'kept']);
  endpoint.stored.clear();
  stand({ epoch: 'two', backedUpThrough: null });
  await device.outbox.send();
  await expect.poll(() => endpoint.stored.get(field(2).id)?.envelope.status).toBe('complete');
  await expect.poll(() => endpoint.stored.size).toBe(2);
});

test('a pass requested while another runs checks whether the endpoint was restored meanwhile', async () => {
  const { endpoint, fetch, stand } = endpointThatStands();
  const device: OpenedDevice = await tablet(async (url, init) => {
    const reply = await fetch(url, init);
    if (!String(url).endsWith('/api/health')) void device.outbox.send();
    stand({ epoch: 'two', backedUpThrough: null });
    return reply;
  });
  await device.finish(field(1), SURVEY);
  await expect.poll(() => endpoint.requests).toHaveLength(2);
  await expect.poll(states).toEqual(['kept']);
});

test('wiping counts and takes what is kept', async () => {
  const { fetch } = endpointThatStands();
  const device = await tablet(fetch);
  for (const number of [1, 2]) await device.finish(field(number), SURVEY);
  await expect.poll(states).toEqual(['kept', 'kept']);
  const database = openDatabase(globalThis);
  const count = () => database.read(['kept'], (tx) => keptShelf(tx).count());
  expect(await count()).toEqual({ kind: 'done', value: 2 });
  const copies = createSecondCopies(database, Date.now, globalThis);
  expect(await wipe({ database, copies }, { envelopes: [], interviews: [] })).toBe('wiped');
  expect(await count()).toEqual({ kind: 'done', value: 0 });
  database.close();
});
