import { afterEach, expect, test } from 'vitest';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { sha256Hex } from '../../../src/wire/digest.ts';
import { fromHex } from '../../../src/wire/hex.ts';
import { listed } from '../../support/listed.ts';
import { clean, draftOf, fakeEndpoint, json, open, SURVEY, status } from '../support.ts';

afterEach(clean);

const receiptHash = sha256Hex(fromHex(draftOf().secret));

/** An endpoint that says which database it has, and answers for receipts as a test has it. */
async function received() {
  const endpoint = fakeEndpoint();
  const asked: string[] = [];
  const now = {
    epoch: 'one' as string | undefined,
    health: (): Response => json({ status: 'ok', ...standing() }),
    receipt: (): Response => json({ state: 'received', receiptHash }),
  };
  const standing = () => (now.epoch === undefined ? {} : { epoch: now.epoch, backedUpThrough: null });
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const path = String(url).replace(/^.*(?=\/api)/, '');
    if (path !== '/api/responses') asked.push(path);
    if (path === '/api/health') return now.health();
    if (path === '/api/receipt') return now.receipt();
    const response = await endpoint.fetch(url, init);
    return json({ ...(await response.json()), ...standing() });
  };
  const device = await open({ fetch });
  await device.finish(draftOf(), SURVEY);
  await expect.poll(async () => (await one(device)).delivery.state).toBe('received');
  asked.splice(0);
  return { device, now, asked, isLost: async () => device.receipts.isLost(await one(device)) };
}

async function one(device: OpenedDevice) {
  const [found] = await listed(device.finished.list());
  if (!found) throw new Error('nothing is finished');
  return found;
}

const UNKNOWN = () => json({ code: 'not-found' }, { status: 404 });

test('a response that its endpoint has forgotten since it was put back is lost, and nothing less is', async () => {
  const { device, now, asked, isLost } = await received();
  expect((await one(device)).epoch).toBe('one');
  // The same database: whatever a receipt may say is not asked.
  now.receipt = UNKNOWN;
  expect(await isLost()).toBe(false);
  expect(asked).toEqual(['/api/health']);
  now.epoch = 'two';
  expect(await isLost()).toBe(true);
  now.receipt = () => json({ code: 'not-found', receiptHash }, { status: 404 });
  expect(await isLost()).toBe(true);
  now.receipt = () => json({ state: 'received', receiptHash });
  expect(await isLost()).toBe(false);
  now.receipt = () => json({ state: 'erased', receiptHash });
  expect(await isLost()).toBe(false);
});

test('a reply from another server, or none, is no proof that a response was lost', async () => {
  const { now, isLost } = await received();
  now.epoch = 'two';
  for (const answer of [
    () => new Response('<h1>Not found</h1>', { status: 404 }),
    () => json({}, { status: 404 }),
    () => json({ code: 'not-found', receiptHash: '0'.repeat(64) }, { status: 404 }),
    () => status(503),
    () => Response.error(),
  ]) {
    now.receipt = answer;
    expect(await isLost()).toBe(false);
  }
  now.receipt = UNKNOWN;
  for (const answer of [() => status(503), () => new Response('<p>Wi-Fi</p>'), () => json({ status: 'ok' })]) {
    now.health = answer;
    expect(await isLost()).toBe(false);
  }
});

test('where no database was named, or a release before did not keep it, nothing is asked', async () => {
  const { device, now, asked } = await received();
  const { epoch: _, ...before } = await one(device);
  now.epoch = 'two';
  now.receipt = UNKNOWN;
  expect(await device.receipts.isLost(before)).toBe(false);
  expect(await device.receipts.isLost({ ...before, epoch: 'one', delivery: { state: 'device' } })).toBe(false);
  expect(asked).toEqual([]);
});
