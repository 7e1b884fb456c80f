import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import type { Tablet } from '../../../src/device/port/tablet.ts';
import { listed } from '../../support/listed.ts';
import { beside, clean, clearTablet, draftOf, fakeEndpoint, sendAgain, status, WITH_PARTIALS } from '../support.ts';

const field = (number: number, changes = {}) =>
  draftOf(number, { mode: 'field', secret: `${number}`.padStart(32, '0'), ...changes });

let endpoint: ReturnType<typeof fakeEndpoint>;
let device: OpenedDevice;
let tablet: Tablet;
beforeEach(async () => {
  // Before it is opened: the device takes its clock then.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 23, 58) });
  endpoint = fakeEndpoint();
  ({ device, tablet } = await clearTablet(endpoint));
});
afterEach(async () => {
  vi.useRealTimers();
  await clean();
});

const NOTHING = { finished: 0, received: 0, missing: 0, erased: 0, left: 0, restored: 0 };
const today = () => listed(tablet.today());
const finish = async (number: number, changes = {}) => {
  await device.drafts.save(field(number, changes));
  expect((await device.finish(field(number, changes), WITH_PARTIALS)).kind).toBe('finished');
};
const offline = (isOffline: boolean) => {
  endpoint.answer = () => (isOffline ? status(503) : undefined);
};

test('what is received counts once, however often it is sent, and not before the endpoint has said so', async () => {
  offline(true);
  await finish(1);
  await finish(2);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 2 });
  // Stored, and the answer lost on its way back.
  endpoint.isLostAfter = true;
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 2 });
  endpoint.isLostAfter = false;
  await sendAgain(device, endpoint);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 2, received: 2 });
});

test('answers changed after they were received are not received until they are again', async () => {
  await finish(1);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 1, received: 1 });
  offline(true);
  await finish(1, { sequence: 1, answers: { plot: 'no' } });
  expect(await today()).toEqual({ ...NOTHING, finished: 1 });
  await sendAgain(device, endpoint);
  expect(await today()).toEqual({ ...NOTHING, finished: 1, received: 1 });
});

test('a refused response is finished, not received, and not missing', async () => {
  endpoint.verdictFor = ({ id }) =>
    id === field(2).id ? { verdict: 'refused', problem: 'sealed.key-unknown' } : undefined;
  await finish(1);
  await finish(2);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 2, received: 1 });
});

test('on a full device, which refuses a record of the day, a receipt is counted all the same, and no change that is erased', async () => {
  await finish(2);
  await device.outbox.send();
  offline(true);
  await finish(2, { sequence: 1, answers: { plot: 'no' } });
  endpoint.erased.add(field(2).id);
  await finish(1);
  await device.outbox.send();
  offline(false);
  const put = IDBObjectStore.prototype.put;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value) {
    if (this.name === 'days') throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value);
  });
  await device.outbox.send();
  spy.mockRestore();
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 0 });
  expect(await today()).toEqual({ ...NOTHING, finished: 2, received: 1, missing: 1 });
});

test('erased before its receipt or after, a response is no longer among those finished', async () => {
  offline(true);
  await finish(1);
  await finish(2);
  await device.finished.erase(field(1).id, field(1).secret);
  expect(await today()).toEqual({ ...NOTHING, finished: 1, erased: 1 });
  await sendAgain(device, endpoint);
  await device.finished.erase(field(2).id, field(2).secret);
  expect(await today()).toEqual({ ...NOTHING, erased: 2 });
});

test('erased elsewhere with its receipt before it came, it is counted as erased and waits for nothing', async () => {
  endpoint.erased.add(field(1).id);
  await finish(1);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, erased: 1 });
});

test('erasing a response that was never finished here does not change the count of the day', async () => {
  await finish(1);
  await device.outbox.send();
  await device.finished.erase(field(7).id, field(7).secret);
  expect(await today()).toEqual({ ...NOTHING, finished: 1, received: 1 });
});

test('over midnight each response stays in the day that finished it: changed, received or erased after', async () => {
  offline(true);
  await finish(1);
  await finish(2);
  await finish(3);
  await sendAgain(device, endpoint);
  expect(await today()).toEqual({ ...NOTHING, finished: 3, received: 3 });
  vi.setSystemTime(new Date(2026, 10, 21, 0, 2));
  expect(await today()).toEqual(NOTHING);
  await finish(4);
  await device.finished.erase(field(2).id, field(2).secret);
  await device.outbox.send();
  expect(await today()).toEqual({ ...NOTHING, finished: 1, received: 1 });
  vi.setSystemTime(new Date(2026, 10, 20, 23, 59));
  expect(await today()).toEqual({ ...NOTHING, finished: 2, received: 2, erased: 1 });
});

test('a response that is neither acknowledged nor here is missing, and the day says so', async () => {
  offline(true);
  await finish(1);
  await finish(2);
  await device.outbox.send();
  const { id } = field(1);
  // As a browser that loses what it said it had written.
  await beside((database) => database.delete('outbox', IDBKeyRange.bound([id], [id, []])));
  expect(await today()).toEqual({ ...NOTHING, finished: 2, missing: 1 });
});

test('another tablet’s responses, from its rescue file, are not of this day', async () => {
  offline(true);
  await finish(1);
  const made = await device.outbox.exportFile();
  if (made === 'no-code' || made.kind !== 'file') throw new Error('no file');
  await tablet.wipe({ envelopes: made.file.holds, interviews: [] });
  expect(await today()).toEqual(NOTHING);
  offline(false);
  await device.importFile(made.file.content, async () => true);
  await device.outbox.send();
  expect(await today()).toEqual(NOTHING);
  expect(endpoint.stored.size).toBe(1);
});
