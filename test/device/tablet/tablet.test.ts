import { afterEach, expect, test } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import type { Tablet } from '../../../src/device/port/tablet.ts';
import { openTablet } from '../../../src/device/sealed/open-tablet.ts';
import { listed } from '../../support/listed.ts';
import { clean, draftOf, fakeEndpoint, held, status, WITH_PARTIALS } from '../support.ts';

const field = (number = 1, changes = {}) => draftOf(number, { mode: 'field', ...changes });

const opened: OpenedDevice[] = [];
afterEach(async () => {
  for (const device of opened.splice(0)) device.close();
  await clean();
});

/** Of a survey without keys. */
async function clearTablet(): Promise<{ readonly device: OpenedDevice; readonly tablet: Tablet }> {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  const started = startDevice({ fetch: endpoint.fetch, random: () => 0.999, quiet: 60_000 });
  opened.push(started.device);
  const begun = await openTablet({ started, survey: WITH_PARTIALS, channel: 'salon', seals: false, named: undefined });
  if (begun.kind !== 'open') throw new Error(begun.kind);
  return begun;
}

async function interview(device: OpenedDevice, number: number, end: 'finish' | 'leave'): Promise<void> {
  const claim = await device.drafts.claim(field(number).id, { take: false, onLost() {} });
  await device.drafts.save(field(number));
  if (end === 'finish') await device.finish(field(number), WITH_PARTIALS);
  if (claim !== 'other-tab') claim.release();
}

test('a day counts who finished and who left, and whoever corrects an answer once', async () => {
  const { device, tablet } = await clearTablet();
  const today = { received: 0, missing: 0, erased: 0, restored: 0 };
  expect(await listed(tablet.today())).toEqual({ ...today, finished: 0, left: 0 });
  await interview(device, 1, 'finish');
  const again = await device.finish(field(1, { sequence: 1 }), WITH_PARTIALS);
  expect(again.kind).toBe('finished');
  await interview(device, 2, 'leave');
  await expect.poll(() => listed(tablet.today())).toEqual({ ...today, finished: 1, left: 1 });
  expect(await listed((await clearTablet()).tablet.today())).toEqual({ ...today, finished: 1, left: 1 });
});

test('without keys too, who leaves is offered to nobody, and leaves as a partial', async () => {
  const { device } = await clearTablet();
  await interview(device, 1, 'leave');
  await expect.poll(async () => (await held(device)).map((one) => one.status)).toEqual(['partial']);
  // The device beneath, which hides nothing.
  const plain = opened[0];
  await expect.poll(() => listed(plain?.drafts.list())).toEqual([]);
});

test('an interview that was cut off is let go of at the next start, but for one that another tab holds', async () => {
  const { device } = await clearTablet();
  await device.drafts.save(field(1));
  await device.drafts.claim(field(2).id, { take: false, onLost() {} });
  await device.drafts.save(field(2));
  const { tablet } = await clearTablet();
  expect(await listed(tablet.today())).toMatchObject({ finished: 0, left: 1 });
  const plain = opened[0];
  expect((await listed(plain?.drafts.list()))?.map(({ id }) => id)).toEqual([field(2).id]);
});

test('a tablet that is wiped has nothing more to send, and promises of erasure are kept', async () => {
  const { device, tablet } = await clearTablet();
  await interview(device, 1, 'finish');
  await interview(device, 2, 'finish');
  await device.outbox.send();
  await device.finished.erase(field(2).id, field(2).secret);
  const held = await listed(tablet.unsent());
  expect(held).toEqual({ envelopes: [`${field(1).id}.1`], interviews: [] });
  expect(await tablet.wipe(held)).toBe('wiped');
  expect(await listed(tablet.unsent())).toEqual({ envelopes: [], interviews: [] });
  expect(await listed(tablet.today())).toMatchObject({ finished: 0, left: 0 });
  expect(device.outbox.status()).toMatchObject({ waiting: 0, erasing: 1 });
});

test('a page without a worker is not said to be ready offline', async () => {
  const { tablet } = await clearTablet();
  expect(await tablet.proveOffline()).toEqual({ kind: 'absent' });
});
