import { openDB } from 'idb';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { startSealed } from '../../../src/device/sealed/start-sealed.ts';
import type { QueuedEnvelope } from '../../../src/device/store/schema.ts';
import { type KeptPair, makePair } from '../../../src/sealing/key-pair.ts';
import { clean, draftOf, fakeEndpoint, held, json, SURVEY, status, until } from '../support.ts';

let pairs: readonly KeptPair[];
beforeAll(async () => {
  pairs = [await makePair(), await makePair()];
});

const opened: OpenedDevice[] = [];
afterEach(async () => {
  for (const device of opened.splice(0)) device.close();
  await clean();
});

const DATE = 'Wed, 25 Nov 2026 10:00:00 GMT';
const BEFORE = { epoch: 'one', backedUpThrough: '2026-11-24' };

/** An endpoint that says of its database how it stands, with each reply and in its health. */
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

async function tablet(fetch: typeof globalThis.fetch): Promise<OpenedDevice> {
  const started = startDevice({ fetch, random: () => 0.999, quiet: 60_000 });
  opened.push(started.device);
  const keys = pairs.map(({ id, key }, place) => ({
    id,
    key,
    holder: place === 0 ? 'opener' : 'backup',
    from: '2026-01-01',
  }));
  const notice = async () => json({ sealing: { opens: 'endpoint', keys } });
  const begun = await startSealed({ started, survey: SURVEY, fetch: notice, secret: () => undefined });
  if (begun.kind !== 'sealed') throw new Error(begun.kind);
  return begun.device;
}

const field = (number: number) => draftOf(number, { mode: 'field' });

async function states(): Promise<readonly string[]> {
  const database = await openDB('barometre');
  const all = (await database.getAll('outbox')) as QueuedEnvelope[];
  database.close();
  return all.map(({ state }) => state);
}

test('what a shared tablet has sealed and sent is kept until a backup holds it, and is unsent to nobody', async () => {
  const { endpoint, fetch, stand } = endpointThatStands();
  const device = await tablet(fetch);
  await device.finish(field(1), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  await expect.poll(states).toEqual(['kept']);
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 0 });
  expect(device.outbox.status().oldest).toBeUndefined();
  expect(await held(device)).toEqual([]);
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(1);
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
  await device.finish(field(2), SURVEY);
  await expect.poll(() => [...endpoint.stored.keys()].sort()).toEqual([field(1).id, field(2).id]);
  for (const one of opened.splice(0)) one.close();
  await clean();

  const before = asked();
  const phone = startDevice({ fetch, random: () => 0.999, quiet: 60_000 }).device;
  opened.push(phone);
  await phone.finish(draftOf(5), SURVEY);
  await until(phone, ({ waiting }) => waiting === 0);
  await phone.outbox.send();
  expect(await states()).toEqual([]);
  expect(asked()).toBe(before);
  endpoint.answer = () => status(503);
});
