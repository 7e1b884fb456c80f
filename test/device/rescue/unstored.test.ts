import { afterEach, expect, test, vi } from 'vitest';
import type { RescueFile } from '../../../src/device/port/exported-file.ts';
import type { Envelope } from '../../../src/wire/envelope.ts';
import { listed } from '../../support/listed.ts';
import { clean, draftOf, envelopesIn, fakeEndpoint, open, SURVEY, until, WITH_PARTIALS } from '../support.ts';

afterEach(clean);

/** As iOS does once the process of its storage has died: whatever is asked of the database fails. */
function killStorage() {
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  });
}

async function lineOf(file: RescueFile | undefined): Promise<Envelope> {
  const [envelope] = await envelopesIn(file?.content);
  if (!envelope) throw new Error('the file is empty');
  return envelope;
}

test('a response sent from memory or in a file has a higher sequence than the snapshots sent before it', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await expect
    .poll(() => endpoint.stored.get(draftOf().id)?.envelope)
    .toMatchObject({ status: 'partial', sequence: 1 });
  killStorage();
  expect(await device.finish(draftOf(), WITH_PARTIALS)).toEqual({ kind: 'unavailable' });
  const file = await lineOf(await device.exportUnstored(draftOf(), WITH_PARTIALS, 'complete'));
  expect(file.sequence).toBeGreaterThan(1);
  expect(await device.sendUnstored(draftOf(), WITH_PARTIALS, 'complete')).toMatchObject({ state: 'received' });
  expect(endpoint.stored.get(draftOf().id)?.envelope).toMatchObject({ status: 'complete' });
});

test('changed after it was sent from memory, it replaces what was sent', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  killStorage();
  const send = (hours: number) =>
    device.sendUnstored(draftOf(1, { answers: { plot: 'yes', hours } }), SURVEY, 'complete');
  expect(await send(3)).toMatchObject({ state: 'received' });
  expect(await send(4)).toMatchObject({ state: 'received' });
  expect(endpoint.stored.get(draftOf().id)?.envelope.answers).toMatchObject({ hours: 4 });
});

test('a save that comes late does not bring back the draft of what left from memory', async () => {
  const device = await open({ fetch: fakeEndpoint().fetch });
  await device.drafts.save(draftOf());
  expect(await device.sendUnstored(draftOf(), SURVEY, 'complete')).toMatchObject({ state: 'received' });
  await device.drafts.save(draftOf());
  expect(await listed(device.drafts.list())).toEqual([]);
});

test('a verdict on another response says nothing of what leaves from memory, whose draft stays', async () => {
  const endpoint = fakeEndpoint();
  endpoint.verdictFor = () => ({ id: draftOf(2).id });
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  expect(await device.sendUnstored(draftOf(), SURVEY, 'complete')).toEqual({ state: 'device' });
  expect(await listed(device.drafts.list())).toHaveLength(1);
});

test('what is rescued in mid-interview is partial, and its draft stays', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  expect(await lineOf(await device.exportUnstored(draftOf(), SURVEY, 'partial'))).toMatchObject({ status: 'partial' });
  expect(await device.sendUnstored(draftOf(), SURVEY, 'partial')).toMatchObject({ state: 'received' });
  expect(await listed(device.drafts.list())).toHaveLength(1);
  expect(await device.finish(draftOf(), SURVEY)).toMatchObject({ kind: 'finished' });
  await until(device, ({ waiting }) => waiting === 0);
  expect(endpoint.stored.get(draftOf().id)?.envelope.status).toBe('complete');
});
