import { afterEach, expect, test, vi } from 'vitest';
import { replaceQueued } from '../../../src/device/outbox/queue.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import { listed } from '../../support/listed.ts';
import { clean, down, draftOf, fakeEndpoint, held, open, SURVEY, status, until, WITH_PARTIALS } from '../support.ts';

afterEach(clean);

test('of two taps that are sealed side by side, the first does not wait beside the second that came before it', async () => {
  const database = memoryDatabase();
  const { id, savedAt: queuedAt } = draftOf();
  const envelope = { id, queuedAt, body: '{}', digest: '', survey: 'garden', revision: 1, failures: 0 };
  for (const sequence of [2, 1])
    await database.write(['outbox'], (tx) =>
      replaceQueued(tx, { ...envelope, sequence, status: 'complete', state: 'waiting' }),
    );
  expect(await database.read(['outbox'], (tx) => tx.all('outbox', id))).toMatchObject({ value: [{ sequence: 2 }] });
});

test('a finished response is one envelope, one card and no draft', async () => {
  const device = await open({ fetch: down().fetch });
  await device.drafts.save(draftOf());
  expect(await device.finish(draftOf(), SURVEY)).toEqual({ kind: 'finished', sequence: 1 });
  expect(await listed(device.drafts.list())).toEqual([]);
  expect(await held(device)).toEqual([
    {
      id: draftOf().id,
      sequence: 1,
      survey: 'shared-garden',
      revision: SURVEY.revision,
      status: 'complete',
      mode: 'self',
      channel: 'linkedin',
      language: 'en',
      startedOn: '2026-11-24',
      minutes: 2,
      lastQuestion: 'hours',
      receiptHash: 'be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991',
      answers: { plot: 'yes', crops: ['fruit'], tasks: { watering: 'weekly' }, hours: 3 },
    },
  ]);
  const [card] = await listed(device.finished.list());
  expect(card).toMatchObject({ id: draftOf().id, stratum: 'yes', sequence: 1, facts: { holder: 'yes' } });
  expect(JSON.stringify(card)).not.toContain('left behind');
});

test('a transaction that aborts in the middle of finishing changes nothing', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  const remove = IDBObjectStore.prototype.delete;
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    const request = remove.call(this, key);
    if (this.name === 'drafts') this.transaction.abort();
    return request;
  });
  expect(await device.finish(draftOf(), SURVEY)).toEqual({ kind: 'unavailable' });
  vi.restoreAllMocks();
  expect(await listed(device.drafts.list())).toHaveLength(1);
  expect(await held(device)).toEqual([]);
  expect(await listed(device.finished.list())).toEqual([]);
  expect(endpoint.requests).toEqual([]);
});

test('finishing and removing after a receipt are strict; an answer is not', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const device = await open({ fetch: fakeEndpoint().fetch });
  await device.drafts.save(draftOf());
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ deliveries }) => deliveries.get(draftOf().id)?.state === 'received');
  // Those of the cleaning after a start apart.
  const writes = transaction.mock.calls.filter(
    ([[first = ''], mode]) => mode === 'readwrite' && !['definitions', 'erasures'].includes(first),
  );
  expect(writes.map(([stores, , options]) => [stores, options?.durability])).toEqual([
    [['drafts', 'erasures'], 'relaxed'],
    [['drafts', 'outbox', 'unsent', 'kept', 'finished', 'erasures'], 'strict'],
    // Before it is sent: afterwards nothing may claim that it was not.
    [['outbox', 'unsent'], 'strict'],
    [['outbox', 'kept', 'finished', 'erasures', 'days'], 'strict'],
  ]);
});

test('a save that was waiting behind the finish does not bring the draft back', async () => {
  const device = await open({ fetch: down().fetch });
  await device.finish(draftOf(), SURVEY);
  expect(await device.drafts.save(draftOf())).toBe('saved');
  expect(await listed(device.drafts.list())).toEqual([]);
});

test('answers changed after finishing go out under the next sequence, once', async () => {
  const device = await open({ fetch: down().fetch });
  await device.finish(draftOf(), SURVEY);
  const reopened = draftOf(1, { sequence: 1, answers: { plot: 'no' } });
  await device.drafts.save(reopened);
  expect(await listed(device.drafts.list())).toHaveLength(1);
  expect(await device.finish(reopened, SURVEY)).toEqual({ kind: 'finished', sequence: 2 });
  const envelopes = await held(device);
  expect(envelopes.map(({ sequence, answers }) => ({ sequence, answers }))).toEqual([
    { sequence: 2, answers: { plot: 'no' } },
  ]);
  expect(await listed(device.finished.list())).toMatchObject([{ sequence: 2, stratum: 'no' }]);
});

test('in field mode nothing readable is kept beside the envelope', async () => {
  const device = await open({ fetch: fakeEndpoint().fetch });
  await device.drafts.save(draftOf(1, { mode: 'field' }));
  await device.finish(draftOf(1, { mode: 'field' }), SURVEY);
  const { deliveries } = await until(device, ({ waiting }) => waiting === 0);
  expect(deliveries.get(draftOf().id)?.state).toBe('received');
  expect(await listed(device.finished.list())).toEqual([]);
  expect(await listed(device.drafts.list())).toEqual([]);
  expect(await held(device)).toEqual([]);
});

test('only the newest partial of a draft waits, and finishing replaces it', async () => {
  const device = await open({ fetch: down().fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await device.snapshot(draftOf(1, { answers: { plot: 'no' }, savedAt: Date.now() + 1 }), WITH_PARTIALS);
  expect(await held(device)).toMatchObject([{ sequence: 2, status: 'partial', answers: { plot: 'no' } }]);
  expect(device.outbox.status().waiting).toBe(0);
  expect(await listed(device.drafts.list())).toMatchObject([{ sequence: 2 }]);
  // The page does not know what the snapshots used, and saves with its own sequence.
  await device.drafts.save(draftOf());
  expect(await device.finish(draftOf(), WITH_PARTIALS)).toEqual({ kind: 'finished', sequence: 3 });
  expect(await held(device)).toMatchObject([{ sequence: 3, status: 'complete' }]);
});

test('what one tab finishes is numbered above the part that another has sent since it read the draft', async () => {
  const [one, other] = [await open({ fetch: down().fetch }), await open({ fetch: down().fetch })];
  await one.drafts.save(draftOf());
  const [read] = await listed(other.drafts.list());
  if (!read) throw new Error('there is no draft');
  await one.snapshot(draftOf(), WITH_PARTIALS);
  expect(await held(one)).toMatchObject([{ sequence: 1, status: 'partial' }]);
  expect(await other.finish(read, WITH_PARTIALS)).toEqual({ kind: 'finished', sequence: 2 });
});

test('a partial leaves behind what its question does not accept, which the draft keeps', async () => {
  const device = await open({ fetch: down().fetch });
  const typing = draftOf(1, { answers: { plot: 'yes', crops: ['fruit'], watering: 'weekly', hours: 1000 } });
  await device.drafts.save(typing);
  await device.snapshot(typing, WITH_PARTIALS);
  expect(await held(device)).toMatchObject([{ status: 'partial' }]);
  expect((await held(device))[0]?.answers).toEqual({ plot: 'yes', crops: ['fruit'], tasks: { watering: 'weekly' } });
  expect(await listed(device.drafts.list())).toMatchObject([{ answers: { hours: 1000 } }]);
});

test('no snapshot where the survey sends none, nor before an answer, nor after finishing', async () => {
  const device = await open({ fetch: down().fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), SURVEY);
  expect(await held(device)).toEqual([]);
  await device.drafts.save(draftOf(2, { answers: {} }));
  await device.snapshot(draftOf(2, { answers: {} }), WITH_PARTIALS);
  expect(await held(device)).toEqual([]);
  await device.finish(draftOf(), WITH_PARTIALS);
  await device.snapshot(draftOf(), WITH_PARTIALS);
  expect(await held(device)).toMatchObject([{ status: 'complete' }]);
});

test('a response that was received and is opened again sends no part of itself', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), WITH_PARTIALS);
  await until(device, ({ waiting }) => waiting === 0);
  endpoint.answer = () => status(503);
  const again = draftOf(1, { sequence: 1 });
  await device.drafts.save(again);
  await device.snapshot(again, WITH_PARTIALS);
  expect(await held(device)).toEqual([]);
});

test('a draft that is discarded takes its partial with it', async () => {
  const device = await open({ fetch: down().fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await device.drafts.discard(draftOf().id);
  await device.drafts.save(draftOf());
  expect(await listed(device.drafts.list())).toEqual([]);
  expect(await held(device)).toEqual([]);
});

test('whatever a clock or a text field did, the envelope can be sent', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  const wish = { plot: 'yes', hours: 1, composting: 'weekly', wish: 'a\u0000b\ud800c\r\nd\ufffe' };
  for (const [number, seconds] of [Number.NaN, -5e9, 3e8, 29].entries())
    await device.finish(draftOf(number, { seconds, answers: wish, channel: 'NOT a channel!' }), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  const envelopes = [...endpoint.stored.values()].map(({ envelope }) => envelope);
  expect(envelopes.map(({ minutes }) => minutes)).toEqual([0, 0, 600, 0]);
  expect(new Set(envelopes.map(({ channel }) => channel))).toEqual(new Set([null]));
  for (const envelope of envelopes) {
    expect(envelope.answers.wish).toBe('abc\nd');
    expect(canonicalForm(envelope)).toBeDefined();
  }
});
