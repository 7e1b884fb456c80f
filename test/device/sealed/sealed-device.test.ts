import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SealingKey } from '../../../src/core/survey/sealing-keys.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { type SealedStartParts, startSealed } from '../../../src/device/sealed/start-sealed.ts';
import type { LockedDraft, QueuedEnvelope } from '../../../src/device/store/schema.ts';
import { type KeyPair, makePair, privateKeyOf } from '../../../src/sealing/key-pair.ts';
import { openSealed, type PrivateKeys } from '../../../src/sealing/open-sealed.ts';
import type { SealedEnvelope } from '../../../src/wire/sealed.ts';
import { pending } from '../../pending.ts';
import { listed } from '../../support/listed.ts';
import {
  beside,
  clean,
  down,
  draftOf,
  envelopesIn,
  failStorage,
  fakeEndpoint,
  held,
  holdDatabase,
  holdLock,
  json,
  open,
  opened,
  started,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

const MARKER = 'MARQUEUR-DU-TEST-7f3a';
const SECRET = Uint8Array.from({ length: 16 }, (_, place) => place);
const field = (number = 1, changes = {}) =>
  draftOf(number, { mode: 'field', answers: { plot: 'shared', 'plot-other': MARKER }, ...changes });

let pairs: readonly KeyPair[];
let keys: PrivateKeys;
beforeAll(async () => {
  pairs = [await makePair(), await makePair(), await makePair(), await makePair()];
  keys = await privateKeys(pairs);
});

afterEach(clean);

async function privateKeys(held: readonly KeyPair[]): Promise<PrivateKeys> {
  const found = new Map();
  for (const { id, private: half } of held) found.set(id, await privateKeyOf(half));
  return found;
}

function keyOf(place: number, holder: SealingKey['holder'], from = '2026-01-01', retiredFrom?: string): SealingKey {
  const { id, key } = pairs[place] ?? { id: '', key: '' };
  return { id, key, holder, from, ...(retiredFrom && { retiredFrom }) };
}

const announced = () => [keyOf(0, 'opener'), keyOf(1, 'backup')];

function noticeOf(listed: readonly SealingKey[]) {
  return async () => json({ sealing: { keys: listed } });
}

interface Tablet extends Partial<Omit<SealedStartParts, 'started'>> {
  readonly endpoint?: ReturnType<typeof fakeEndpoint>;
}

async function start({ endpoint = down(), ...parts }: Tablet = {}) {
  return startSealed({ started: started(endpoint), survey: WITH_PARTIALS, fetch: noticeOf(announced()), ...parts });
}

async function tablet(parts: Tablet = {}): Promise<OpenedDevice> {
  const begun = await start(parts);
  if (begun.kind !== 'sealed') throw new Error(begun.kind);
  return begun.device;
}

/** Everything that the database holds, as it is. */
function everything(): Promise<Record<string, unknown[]>> {
  return beside(async (database) => {
    const stores: Record<string, unknown[]> = {};
    for (const name of database.objectStoreNames) stores[name] = await database.getAll(name);
    return stores;
  });
}

async function queued(): Promise<QueuedEnvelope[]> {
  return (await everything()).outbox as QueuedEnvelope[];
}

async function answersIn(envelope: unknown) {
  const found = await openSealed(envelope as SealedEnvelope, keys);
  return found.kind === 'opened' ? found.answers : found.kind;
}

/** The text of all that is stored, bytes as Latin letters. */
function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
  if (value instanceof Uint8Array) return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
  if (typeof value === 'object' && value !== null) return Object.entries(value).flat().map(textOf).join(' ');
  return String(value);
}

test('while an interview runs, and after it, nothing that was given is in the database', async () => {
  const device = await tablet();
  expect(await device.drafts.save(field())).toBe('saved');
  expect(textOf(await everything())).not.toContain(MARKER);
  expect(await device.finish(field(), WITH_PARTIALS)).toMatchObject({ kind: 'finished' });
  const stores = await everything();
  expect(textOf(stores)).not.toContain(MARKER);
  expect(stores).toMatchObject({ drafts: [], locked: [], finished: [] });
  expect(stores.outbox).toHaveLength(1);
});

test('what is finished is for both recipients, and the receipt of the endpoint takes it away', async () => {
  const endpoint = down();
  const device = await tablet({ endpoint });
  await device.drafts.save(field());
  await device.finish(field(), WITH_PARTIALS);
  const [envelope] = await held(device);
  expect(envelope).toMatchObject({ status: 'complete', mode: 'field' });
  expect(envelope).not.toHaveProperty('answers');
  for (const pair of pairs.slice(0, 2)) {
    const alone = await openSealed(envelope as unknown as SealedEnvelope, await privateKeys([pair]));
    expect(alone).toMatchObject({ kind: 'opened', answers: { 'plot-other': MARKER } });
  }
  endpoint.answer = () => undefined;
  await device.outbox.send();
  await until(device, ({ waiting, deliveries }) => waiting === 0 && deliveries.get(field().id)?.state === 'received');
  expect(await queued()).toEqual([]);
});

test('each save seals a partial under a new sequence, and none is sent while the interview runs', async () => {
  const endpoint = fakeEndpoint();
  const device = await tablet({ endpoint });
  const claim = await device.drafts.claim(field().id, { take: false, onLost() {} });
  await device.drafts.save(field(1, { answers: { plot: 'yes' } }));
  const [first] = await queued();
  await device.drafts.save(field());
  const [second, ...others] = await queued();
  expect(others).toEqual([]);
  expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
  await device.outbox.send();
  expect(endpoint.requests).toEqual([]);
  expect(device.outbox.status().waiting).toBe(0);
  if (claim !== 'other-tab') claim.release();
  await expect.poll(() => endpoint.stored.size).toBe(1);
  const [stored] = endpoint.stored.values();
  expect(stored?.envelope).toMatchObject({ status: 'partial', sequence: second?.sequence });
  expect(await answersIn(stored?.envelope)).toMatchObject({ 'plot-other': MARKER });
});

test('an abandoned interview leaves no draft, and none is offered', async () => {
  const device = await tablet();
  const claim = await device.drafts.claim(field().id, { take: false, onLost() {} });
  const saving = device.drafts.save(field());
  if (claim !== 'other-tab') claim.release();
  await saving;
  await expect.poll(async () => (await queued())[0]?.state).toBe('waiting');
  // A save that was begun before, and ends later.
  const late = field(1, { answers: { plot: 'yes', 'plot-other': MARKER } });
  expect(await device.drafts.save(late)).toBe('saved');
  expect(await queued()).toMatchObject([{ status: 'partial', state: 'waiting' }]);
  expect(await everything()).toMatchObject({ drafts: [], locked: [] });
  expect(await listed(device.drafts.list())).toEqual([]);
});

test('a respondent who leaves during a save leaves no draft, not even until the interview is closed', async () => {
  const device = await tablet();
  const claim = await device.drafts.claim(field().id, { take: false, onLost() {} });
  const { transaction } = IDBDatabase.prototype;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    if (how[1] === 'readwrite' && [...how[0]].includes('drafts')) {
      spy.mockRestore();
      // Its draft is locked by now.
      if (claim !== 'other-tab') claim.release();
    }
    return transaction.apply(this, how);
  });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  expect(await device.drafts.save(field())).toBe('saved');
  expect(put.mock.contexts.map((store) => (store as IDBObjectStore).name)).not.toContain('locked');
  await expect.poll(async () => (await queued())[0]?.state).toBe('waiting');
});

test('a tablet that was cut off sends the partial at its next start, unless another tab holds the interview', async () => {
  const before = await tablet();
  const claim = await before.drafts.claim(field(1).id, { take: false, onLost() {} });
  await before.drafts.save(field(1));
  await before.drafts.save(field(2));
  const endpoint = fakeEndpoint();
  await tablet({ endpoint });
  await expect.poll(() => [...endpoint.stored.keys()]).toEqual([field(2).id]);
  expect(await queued()).toMatchObject([{ id: field(1).id, state: 'running' }]);
  expect((await everything()).locked).toMatchObject([{ id: field(1).id }]);
  if (claim !== 'other-tab') claim.release();
});

test('with the secret of the day an interview that was cut off goes on; with another, or none, it cannot be read', async () => {
  const before = await tablet({ secret: () => SECRET });
  await before.drafts.save(field(1, { current: 'hours' }));
  const locked = (await everything()).locked as LockedDraft[];
  expect(locked).toHaveLength(1);
  expect(textOf(locked)).not.toContain(MARKER);
  await before.drafts.save(field(1, { current: 'hours' }));
  const nonces = [...locked, ...((await everything()).locked as LockedDraft[])].map(({ iv }) => textOf(iv));
  expect(new Set(nonces).size).toBe(2);
  for (const secret of [undefined, SECRET.map((byte) => byte ^ 1)])
    expect(await listed((await tablet({ secret: () => secret })).drafts.list())).toEqual([]);
  const again = await tablet({ secret: () => SECRET });
  const [draft] = await listed(again.drafts.list());
  expect(draft).toMatchObject({ id: field().id, current: 'hours', answers: { 'plot-other': MARKER } });
  if (!draft) throw new Error('no draft');
  await again.finish(draft, WITH_PARTIALS);
  const [envelope, ...others] = await held(again);
  expect(others).toEqual([]);
  expect(await answersIn(envelope)).toMatchObject({ 'plot-other': MARKER });
  expect((await everything()).locked).toEqual([]);
});

test('an interview that is resumed after its partial has left is not taken for an older one', async () => {
  const endpoint = fakeEndpoint();
  const before = await tablet({ endpoint, secret: () => SECRET });
  await before.drafts.save(field(1, { answers: { plot: 'yes' } }));
  await before.drafts.save(field());
  const again = await tablet({ endpoint, secret: () => SECRET });
  await expect.poll(() => endpoint.stored.size).toBe(1);
  await expect.poll(queued).toEqual([]);
  const [draft] = await listed(again.drafts.list());
  if (!draft) throw new Error('no draft');
  await again.finish(draft, WITH_PARTIALS);
  await expect.poll(() => [...endpoint.stored.values()][0]?.envelope.status).toBe('complete');
});

test('after a respondent leaves, no resume code opens the interview', async () => {
  const device = await tablet({ secret: () => SECRET });
  const claim = await device.drafts.claim(field().id, { take: false, onLost() {} });
  await device.drafts.save(field());
  if (claim !== 'other-tab') claim.release();
  await expect.poll(async () => (await everything()).locked).toEqual([]);
  expect(await listed(device.drafts.list())).toEqual([]);
});

test('a secret short enough to be tried is no secret', async () => {
  const device = await tablet({ secret: () => new Uint8Array(9) });
  await expect(device.drafts.save(field())).rejects.toThrow('80 bits');
});

test('an interview of another revision is locked, and no part of it counted by the questions of this one', async () => {
  const device = await tablet();
  expect(await device.drafts.save(field(1, { revision: WITH_PARTIALS.revision + 1 }))).toBe('saved');
  expect(await everything()).toMatchObject({ locked: [{ id: field().id }], outbox: [] });
});

test('a tablet whose browser stores nothing does not begin', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(await start()).toEqual({ kind: 'no-storage' });
});

test('the tablet goes on with the keys that it began with, and those announced then, and no others', async () => {
  const rotation = [
    keyOf(0, 'opener', '2026-01-01', '2026-12-01'),
    keyOf(1, 'backup'),
    keyOf(2, 'opener', '2026-12-01'),
  ];
  const at = (day: string) => () => Date.parse(`${day}T12:00:00`);
  await tablet({ fetch: noticeOf(rotation), now: at('2026-11-25') });
  const device = await tablet({ fetch: noticeOf(rotation), now: at('2026-12-02') });
  await device.finish(field(), WITH_PARTIALS);
  const [envelope] = await held(device);
  const to = (envelope as unknown as SealedEnvelope).sealed.to.map(({ key }) => key);
  expect(to).toEqual([pairs[2]?.id, pairs[1]?.id]);
  const others = [keyOf(3, 'opener'), keyOf(1, 'backup')];
  expect(await start({ fetch: noticeOf(others) })).toMatchObject({ kind: 'other-keys', keys: others });
  // What it has still leaves, sealed to the key that it was sealed to.
  expect(await held(device)).toHaveLength(1);
  const named = pairs[3]?.id ?? '';
  expect((await start({ fetch: noticeOf(others), named })).kind).toBe('sealed');
  expect((await start({ fetch: noticeOf(others) })).kind).toBe('sealed');
  expect((await start({ fetch: noticeOf(announced()) })).kind).toBe('other-keys');
});

test.each([
  ['opens late', holdDatabase],
  ['does not answer', async () => failStorage()],
  ['fails to write', async () => failStorage('readwrite')],
] as const)('where the storage %s a tablet takes no other keys, and does not begin', async (_, fail) => {
  await tablet();
  for (const one of opened.splice(0)) one.close();
  const kept = (await everything()).seals;
  expect(kept).toHaveLength(1);
  const others = noticeOf([keyOf(2, 'opener'), keyOf(3, 'backup')]);
  const release = await fail();
  expect(await start({ fetch: others })).toEqual({ kind: 'no-storage' });
  expect(await start({ fetch: others, named: pairs[2]?.id ?? '' })).toEqual({ kind: 'no-storage' });
  vi.restoreAllMocks();
  await release?.();
  // Those that stood in for the storage have moved, and may write now.
  await Promise.all(opened.map((device) => (device.keeps === 'disk' ? undefined : device.moved)));
  expect((await everything()).seals).toEqual(kept);
  expect(await start({ fetch: others })).toMatchObject({ kind: 'other-keys' });
  expect((await start({ fetch: others, named: pairs[2]?.id ?? '' })).kind).toBe('sealed');
  expect((await everything()).seals).toMatchObject([{ keys: [pairs[2]?.id, pairs[3]?.id] }]);
});

test.each([
  ['no notice', async () => status(404)],
  ['the page of a portal', async () => new Response('<html>')],
  ['no network', () => Promise.reject(new TypeError('no network'))],
  ['a notice without keys', async () => json({})],
  [
    'a key that is another than its id',
    async () =>
      json({
        sealing: {
          keys: [{ ...keyOf(0, 'opener'), key: keyOf(2, 'opener').key }, keyOf(1, 'backup')],
        },
      }),
  ],
])('with %s no interview begins', async (_, fetch) => {
  expect(await start({ fetch })).toEqual({ kind: 'no-keys' });
});

test('a link that names another key begins nothing, and a retired or future key of the survey is distinguished from a wrong one', async () => {
  const retired = keyOf(2, 'opener', '2025-01-01', '2026-01-01');
  const fetch = noticeOf([retired, ...announced()]);
  const named = (place: number) => start({ fetch, named: pairs[place]?.id ?? '' });
  expect(await named(3)).toEqual({ kind: 'wrong-key' });
  expect(await named(2)).toEqual({ kind: 'retired-key' });
  expect(await named(0)).toMatchObject({ kind: 'sealed' });
});

test('an interview stored in clear before the survey had keys is sealed, and can no longer be read', async () => {
  await (await open({ fetch: down().fetch })).drafts.save(field());
  expect(textOf(await everything())).toContain(MARKER);
  const device = await tablet();
  expect(textOf(await everything())).not.toContain(MARKER);
  const [envelope] = await held(device);
  expect(envelope).toMatchObject({ status: 'partial' });
  expect(await answersIn(envelope)).toMatchObject({ 'plot-other': MARKER });
});

test('a full disk is reported, and responses sent from memory or saved as a file are sealed', async () => {
  const endpoint = fakeEndpoint();
  const device = await tablet({ endpoint });
  failStorage('readwrite', 'no room', 'QuotaExceededError');
  expect(await device.drafts.save(field())).toBe('full');
  expect(await device.finish(field(), WITH_PARTIALS)).toEqual({ kind: 'full' });
  const file = await device.exportUnstored(field(), WITH_PARTIALS, 'complete');
  expect(file).toMatchObject({ sealed: 1, clear: 0 });
  const [rescued] = await envelopesIn(file?.content);
  expect(await answersIn(rescued)).toMatchObject({ 'plot-other': MARKER });
  expect(await device.sendUnstored(field(), WITH_PARTIALS, 'complete')).toMatchObject({ state: 'received' });
  const [stored] = endpoint.stored.values();
  expect(stored?.envelope).not.toHaveProperty('answers');
  vi.restoreAllMocks();
  expect(await queued()).toEqual([]);
});

test('a response that changed after finishing leaves once, under a higher number', async () => {
  const device = await tablet();
  await device.drafts.save(field());
  const first = await device.finish(field(), WITH_PARTIALS);
  if (first.kind !== 'finished') throw new Error(first.kind);
  const second = await device.finish(field(1, { sequence: first.sequence, answers: { plot: 'yes' } }), WITH_PARTIALS);
  expect(second).toMatchObject({ kind: 'finished', sequence: first.sequence + 1 });
  const envelopes = await held(device);
  expect(envelopes).toHaveLength(1);
  expect(await answersIn(envelopes[0])).toEqual({ plot: 'yes' });
});

test('erased on the tablet, nothing of it stays but the code that erases it at the endpoint', async () => {
  const device = await tablet();
  await device.drafts.save(field());
  await device.finish(field(), WITH_PARTIALS);
  await device.outbox.send();
  expect(await device.finished.erase(field().id, field().secret)).toBe('unknown');
  const stores = await everything();
  expect(stores).toMatchObject({ outbox: [], locked: [], drafts: [] });
  expect(stores.erasures).toHaveLength(1);
});

test('erased before it could leave, a sealed response needs no request', async () => {
  const device = await tablet();
  // Another page holds the outbox.
  const release = await holdLock('outbox');
  await device.drafts.save(field());
  await device.finish(field(), WITH_PARTIALS);
  const erased = await device.finished.erase(field().id, field().secret);
  release();
  expect(erased).toBe('here');
});

test('ten interviews in a row are ten sealed responses', async () => {
  // No reply comes before the end: the sender counts after each.
  const endpoint = fakeEndpoint();
  const { promise: replied, resolve: reply } = pending<Response>();
  endpoint.answer = () => replied;
  const device = await tablet({ endpoint });
  for (let number = 1; number <= 10; number++) {
    await device.drafts.save(field(number));
    expect(await device.finish(field(number), WITH_PARTIALS)).toMatchObject({ kind: 'finished' });
  }
  await until(device, ({ waiting }) => waiting === 10);
  await device.drafts.save(field(11));
  // With a full outbox, the respondent gets an answer before anything is counted.
  const counted = vi.spyOn(IDBIndex.prototype, 'count');
  await device.finish(field(11), WITH_PARTIALS);
  const { length } = counted.mock.calls;
  reply(status(503));
  expect(length).toBe(0);
  await until(device, ({ waiting }) => waiting === 11);
  expect(counted).toHaveBeenCalled();
  expect(textOf(await everything())).not.toContain(MARKER);
});
