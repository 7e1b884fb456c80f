import { afterEach, expect, test, vi } from 'vitest';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { STORE_NAMES, STORES } from '../../../src/device/store/schema.ts';
import { listed } from '../../support/listed.ts';
import {
  clean,
  clearTablet,
  copied,
  down,
  draftOf,
  failStorage,
  held,
  holdDatabase,
  opened,
  rescueFile,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

const field = (number = 1, changes = {}) => draftOf(number, { mode: 'field', ...changes });

afterEach(clean);

async function interview(device: OpenedDevice, number: number, end: 'finish' | 'leave'): Promise<void> {
  const claim = await device.drafts.claim(field(number).id, { take: false, onLost() {} });
  await device.drafts.save(field(number));
  if (end === 'finish') await device.finish(field(number), WITH_PARTIALS);
  if (claim !== 'other-tab') claim.release();
}

test('a day counts finished and abandoned interviews, and a corrected one once', async () => {
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

test('on a tablet without sealing keys, an abandoned interview is not offered again and is sent as a partial', async () => {
  const { device } = await clearTablet();
  await interview(device, 1, 'leave');
  await expect.poll(async () => (await held(device)).map((one) => one.status)).toEqual(['partial']);
  // The device beneath, which hides nothing.
  const plain = opened[0];
  await expect.poll(() => listed(plain?.drafts.list())).toEqual([]);
});

test('an interrupted interview is closed at the next start, except one that another tab holds', async () => {
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

test('a tablet whose second copies cannot be removed is not wiped, since they would come back', async () => {
  const { device, tablet } = await clearTablet();
  await interview(device, 1, 'finish');
  await copied(1);
  vi.spyOn(Cache.prototype, 'delete').mockRejectedValue(new DOMException('made up', 'UnknownError'));
  const unsent = await listed(tablet.unsent());
  expect(await tablet.wipe(unsent)).toBe('unavailable');
  expect(await listed(tablet.unsent())).toEqual(unsent);
});

test('a page without a worker is not said to be ready offline', async () => {
  const { tablet } = await clearTablet();
  expect(await tablet.proveOffline()).toEqual({ kind: 'absent' });
});

const NOTHING = { envelopes: [], interviews: [] };

test.each([
  ['for reading', 'readonly'],
  ['at all', undefined],
] as const)(
  'while the storage does not answer %s it is not known what waits, and nothing is wiped',
  async (_, mode) => {
    const { device, tablet } = await clearTablet();
    await interview(device, 1, 'finish');
    failStorage(mode);
    for (const again of [1, 2]) expect([again, await tablet.unsent()]).toEqual([again, { kind: 'unread' }]);
    expect(await tablet.today()).toEqual({ kind: 'unread' });
    expect(await tablet.kept()).toEqual({ kind: 'unread' });
    expect(await tablet.cutOff()).toEqual({ kind: 'unread' });
    expect(await tablet.wipe(NOTHING)).not.toBe('wiped');
    vi.restoreAllMocks();
    expect(await listed(tablet.unsent())).toMatchObject({ envelopes: [`${field(1).id}.1`] });
  },
);

test('while another page holds the database the number waiting is unknown, and a wipe detects responses it was not shown', async () => {
  const { device, tablet } = await clearTablet();
  await interview(device, 1, 'finish');
  const release = await holdDatabase();
  for (const again of [1, 2]) expect([again, await tablet.unsent()]).toEqual([again, { kind: 'unread' }]);
  expect(await tablet.wipe(NOTHING)).toBe('unavailable');
  // Pressed a moment before the database is free again.
  const wiping = tablet.wipe(NOTHING);
  await release();
  expect(await wiping).toBe('others-here');
  expect(await listed(tablet.unsent())).toMatchObject({ envelopes: [`${field(1).id}.1`] });
});

test('wiping after a file of two responses keeps those that another tab has finished since', async () => {
  const endpoint = down();
  const { device, tablet } = await clearTablet(endpoint);
  await interview(device, 1, 'finish');
  await interview(device, 2, 'finish');
  const made = await device.outbox.exportFile();
  if (made === 'no-code' || made.kind === 'unread') throw new Error('there is no file');
  endpoint.answer = () => undefined;
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  endpoint.answer = () => status(503);
  const other = await clearTablet(endpoint);
  await interview(other.device, 3, 'finish');
  await interview(other.device, 4, 'finish');
  expect(await tablet.wipe({ envelopes: made.file.holds, interviews: [] })).toBe('others-here');
  expect((await held(device)).map(({ id }) => id)).toEqual([field(3).id, field(4).id]);
  expect(await tablet.wipe(await listed(tablet.unsent()))).toBe('wiped');
  expect(await held(device)).toEqual([]);
});

test('an interview that another tab has begun meanwhile is not wiped', async () => {
  const { tablet } = await clearTablet();
  const named = await listed(tablet.unsent());
  const other = await clearTablet();
  await other.device.drafts.claim(field(1).id, { take: false, onLost() {} });
  await other.device.drafts.save(field(1));
  expect(await tablet.wipe(named)).toBe('others-here');
  expect(await listed(opened[1]?.drafts.list())).toMatchObject([{ id: field(1).id }]);
});

test('a tablet with three responses waiting whose storage opens late does not report 0 and is not wiped', async () => {
  const before = await clearTablet();
  for (const number of [1, 2, 3]) await interview(before.device, number, 'finish');
  before.device.close();
  const release = await holdDatabase();
  const { device, tablet } = await clearTablet();
  expect(device.keeps).toBe('slow');
  expect(device.outbox.status()).toMatchObject({ waiting: undefined, refused: undefined });
  expect((await tablet.today()).kind).toBe('so-far');
  expect((await tablet.unsent()).kind).toBe('so-far');
  expect(await tablet.wipe(NOTHING)).toBe('unavailable');
  await interview(device, 4, 'finish');
  await release();
  await device.moved;
  await until(device, ({ waiting }) => waiting === 4);
  expect(await tablet.today()).toMatchObject({ kind: 'done', value: { finished: 4, received: 0 } });
  expect((await listed(tablet.unsent())).envelopes).toHaveLength(4);
  expect(await rescueFile(device)).toBeDefined();
});

test('wiping names each store that holds what respondents gave', () => {
  const isWiped = STORE_NAMES.filter((store) => STORES[store].isWiped);
  expect(isWiped.sort()).toEqual(['days', 'drafts', 'finished', 'kept', 'locked', 'outbox', 'seals', 'unsent']);
});
