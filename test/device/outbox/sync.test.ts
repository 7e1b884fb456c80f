import { afterEach, expect, test, vi } from 'vitest';
import { randomFrom } from '../../../src/core/answering/random-answers.ts';
import { createKeptCopies } from '../../../src/device/kept/kept-copies.ts';
import { createSecondCopies } from '../../../src/device/kept/second-copies.ts';
import type { DeviceOptions } from '../../../src/device/open.ts';
import { makeEnvelope } from '../../../src/device/outbox/make-envelope.ts';
import { createStatusBoard } from '../../../src/device/outbox/outbox-board.ts';
import { createPost } from '../../../src/device/outbox/post-batch.ts';
import { toQueued } from '../../../src/device/outbox/queue.ts';
import { createSequences } from '../../../src/device/outbox/sequences.ts';
import { createSync } from '../../../src/device/outbox/sync.ts';
import type { Draft, OpenedDevice } from '../../../src/device/port/device.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { pending } from '../../pending.ts';
import { listed } from '../../support/listed.ts';
import {
  beside,
  clean,
  down,
  draftOf,
  fakeEndpoint,
  fileOf,
  held,
  json,
  open,
  SURVEY,
  sendAgain,
  status,
  until,
  WITH_PARTIALS,
} from '../support.ts';

afterEach(clean);

const REPLAYED = { id: draftOf(99).id, sequence: 1, digest: '0'.repeat(64), verdict: 'stored' };
const HTML = { headers: { 'Content-Type': 'text/html' } };

/** A device with this many finished responses, whose endpoint has been down until now. */
async function waiting(count: number, options: DeviceOptions = {}) {
  const endpoint = down();
  const before = await open({ fetch: endpoint.fetch });
  await fill(before, count);
  // Before anything was asked of it, a device has not looked how many wait.
  if (count > 0) await settled(before);
  before.close();
  const device = await open({ fetch: endpoint.fetch, ...options });
  await listed(device.finished.list());
  await settled(device);
  endpoint.answer = () => undefined;
  endpoint.requests.length = 0;
  endpoint.mostInFlight = 0;
  return { device, endpoint };
}

/** Finishes some; the others come from the rescue file of another device, since to finish a response writes ten times as much. */
async function fill(device: OpenedDevice, count: number, changes: Partial<Draft> = {}) {
  const finished = Math.min(count, 8);
  for (let number = 1; number <= finished; number++) await device.finish(draftOf(number, changes), SURVEY);
  if (count === finished) return;
  const [one] = await held(device);
  const others = Array.from({ length: count - finished }, (_, place) => draftOf(finished + place + 1).id);
  const file = fileOf(...others.map((id) => ({ ...one, id })));
  expect(await device.importFile(file, async () => true)).toMatchObject({ added: others.length });
}

async function settled(device: OpenedDevice) {
  await until(device, ({ sending, nextTry, waiting }) => !sending && (nextTry !== undefined || waiting === 0));
}

const stateOf = (device: OpenedDevice, number = 1) => device.outbox.status().deliveries.get(draftOf(number).id);

test('what was finished is received once, and the card says when', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch, now: () => 1_795_000_000_000 });
  const seen: unknown[] = [];
  device.outbox.watch(({ deliveries }) => seen.push(deliveries.get(draftOf().id)?.state));
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  expect([...new Set(seen)].filter(Boolean)).toEqual(['device', 'sending', 'received']);
  expect(endpoint.stored.size).toBe(1);
  expect((await listed(device.finished.list()))[0]?.delivery).toEqual({ state: 'received', at: 1_795_000_000_000 });
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(1);
});

test('batches of fifty, oldest first, one request at a time', async () => {
  const { device, endpoint } = await waiting(120);
  await device.outbox.send();
  expect(endpoint.requests.map((batch) => batch.length)).toEqual([50, 50, 20]);
  const ids = endpoint.requests.flat().map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 120 }, (_, index) => draftOf(index + 1).id));
  expect(endpoint.mostInFlight).toBe(1);
  expect(await held(device)).toEqual([]);
});

test('beside a full outbox, finishing and the pass that follows read no more than the batch that leaves', async () => {
  const device = await open({ fetch: down().fetch });
  await fill(device, 120, { mode: 'field' });
  const whole = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const pages = vi.spyOn(IDBIndex.prototype, 'getAll');
  await device.finish(draftOf(121, { mode: 'field' }), SURVEY);
  await device.outbox.send();
  const outboxOf = (calls: typeof whole) =>
    calls.mock.contexts.flatMap((store, place) =>
      store instanceof IDBObjectStore && store.name === 'outbox' ? [calls.mock.calls[place]?.[0]] : [],
    );
  expect(outboxOf(whole)).not.toEqual([]);
  // Those of one response.
  for (const range of outboxOf(whole)) expect(range).toBeInstanceOf(IDBKeyRange);
  expect(pages.mock.calls).not.toEqual([]);
  for (const [, most] of pages.mock.calls) expect(most).toBeLessThanOrEqual(100);
  expect(device.outbox.status()).toMatchObject({ waiting: 121 });
});

test('no request is larger than 256 KiB', async () => {
  const { device, endpoint } = await waiting(0);
  endpoint.answer = () => status(503);
  const long = { plot: 'yes', composting: 'weekly', hours: 1, wish: 'é'.repeat(15_000) };
  for (let number = 1; number <= 20; number++) await device.finish(draftOf(number, { answers: long }), SURVEY);
  await settled(device);
  endpoint.answer = () => undefined;
  endpoint.requests.length = 0;
  await device.outbox.send();
  const sizes = endpoint.requests.map((envelopes) => new Blob([JSON.stringify({ envelopes })]).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
  expect(endpoint.stored.size).toBe(20);
});

test('an answer lost after the commit is asked for again, and there is one row', async () => {
  const { device, endpoint } = await waiting(3);
  endpoint.isLostAfter = true;
  endpoint.answer = () => {
    throw new TypeError('Failed to fetch');
  };
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(3);
  expect(await held(device)).toHaveLength(3);
  endpoint.isLostAfter = false;
  await sendAgain(device, endpoint);
  expect(endpoint.stored.size).toBe(3);
  expect(await held(device)).toEqual([]);
});

test.each([
  ['a wrong digest', { digest: 'f'.repeat(64) }],
  ['no digest', { digest: null }],
  ['another sequence', { sequence: 2 }],
  ['another id', { id: draftOf(9).id }],
  ['a verdict this release cannot read', { verdict: 'shredded' as 'stored' }],
])('%s in the reply is ignored: the envelope stays in the outbox, the others leave', async (_, bent) => {
  const { device, endpoint } = await waiting(3);
  endpoint.verdictFor = ({ id }) => (id === draftOf(2).id ? bent : undefined);
  await device.outbox.send();
  expect((await held(device)).map(({ id }) => id)).toEqual([draftOf(2).id]);
  endpoint.verdictFor = () => undefined;
  await device.outbox.send();
  expect(await held(device)).toEqual([]);
});

test('fields that a later endpoint adds to its answer are no obstacle', async () => {
  const { device, endpoint } = await waiting(1);
  endpoint.verdictFor = () => ({ verdict: 'stored', shard: 3 }) as object;
  await device.outbox.send();
  expect(await held(device)).toEqual([]);
});

test.each([
  ['a login page with status 200', () => new Response('<html>', HTML), 'portal'],
  ['JSON of something else', () => json({ hello: 1 }), 'portal'],
  ['the same words about another response, replayed', () => json({ verdicts: [REPLAYED] }), 'portal'],
  ['an answer without a word', () => json({ verdicts: [] }), 'portal'],
  ['204', () => new Response(null, { status: 204 }), 'portal'],
  ['a redirect', () => Object.defineProperty(status(200), 'status', { value: 302 }), 'portal'],
  ['511', () => status(511), 'portal'],
  ['401', () => status(401), 'server'],
  ['403', () => status(403), 'server'],
  ['404', () => status(404), 'server'],
  ['408', () => status(408), 'server'],
  ['410', () => status(410), 'closed'],
  ['425', () => status(425), 'server'],
  ['429', () => status(429), 'server'],
  ['500', () => status(500), 'server'],
  ['503', () => status(503), 'server'],
])('%s means later, and nothing is removed', async (_, answer, obstacle) => {
  const { device, endpoint } = await waiting(2);
  endpoint.answer = answer;
  await device.outbox.send();
  expect(device.outbox.status()).toMatchObject({ waiting: 2, refused: 0, obstacle, nextTry: expect.any(Number) });
  expect(endpoint.requests.length).toBeLessThanOrEqual(2);
  await sendAgain(device, endpoint);
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 0 });
  expect(device.outbox.status().obstacle).toBeUndefined();
});

test.each([
  [true, 'server'],
  [false, 'offline'],
])('without a reply, the status is "offline" only if the browser says so (onLine %s)', async (onLine, obstacle) => {
  const { device, endpoint } = await waiting(1);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(onLine);
  endpoint.answer = () => {
    throw new TypeError('Failed to fetch');
  };
  await device.outbox.send();
  expect(device.outbox.status().obstacle).toBe(obstacle);
  // The hint is never a reason not to try.
  await sendAgain(device, endpoint);
  expect(device.outbox.status().waiting).toBe(0);
});

test('a 413 splits the batch; one that is too large alone is kept as refused and tried at the next start', async () => {
  const { device, endpoint } = await waiting(8);
  const tooLarge = (ids: readonly string[]) => ids.length > 3 || ids.includes(draftOf(5).id);
  endpoint.answer = (envelopes) => (tooLarge(envelopes.map(({ id }) => id)) ? status(413) : undefined);
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(7);
  expect(stateOf(device, 5)).toEqual({ state: 'refused' });
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 1 });
  expect(await held(device)).toHaveLength(1);
  device.close();
  endpoint.answer = () => undefined;
  const next = await open({ fetch: endpoint.fetch });
  await listed(next.finished.list());
  await until(next, ({ refused }) => refused === 0);
  expect(endpoint.stored.size).toBe(8);
});

test('one of fifty that always fails and one refused: forty-eight go in the same pass', async () => {
  const { device, endpoint } = await waiting(50);
  endpoint.answer = (envelopes) => (envelopes.some(({ id }) => id === draftOf(1).id) ? status(500) : undefined);
  endpoint.verdictFor = ({ id }) =>
    id === draftOf(20).id ? { verdict: 'refused', problem: 'answer.invalid' } : undefined;
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(48);
  expect(device.outbox.status()).toMatchObject({ waiting: 1, refused: 1, obstacle: 'server' });
  expect(stateOf(device, 20)).toEqual({ state: 'refused', problem: 'answer.invalid' });
  expect(endpoint.requests.length).toBeLessThan(20);
  // From now on the culprit travels last and alone.
  await device.finish(draftOf(51), SURVEY);
  await until(device, ({ waiting, sending }) => waiting === 1 && !sending);
  expect(endpoint.requests.slice(-2).map((batch) => batch.map(({ id }) => id))).toEqual([
    [draftOf(51).id],
    [draftOf(1).id],
  ]);
  await sendAgain(device, endpoint);
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 1 });
});

test('an envelope whose connection is always cut is found too, after a few tries', async () => {
  const { device, endpoint } = await waiting(10);
  endpoint.answer = (envelopes) => {
    if (envelopes.some(({ id }) => id === draftOf(3).id)) throw new TypeError('Failed to fetch');
    return undefined;
  };
  for (let tries = 0; tries < 4 && endpoint.stored.size < 9; tries++) await device.outbox.send();
  expect(endpoint.stored.size).toBe(9);
  expect(device.outbox.status().waiting).toBe(1);
});

/** `failures`: of each that waits. All but the last make the endpoint fail. */
test.each([
  { what: 'one that comes first', failures: [0, 1], asked: 2, passes: 1 },
  { what: 'a whole batch', failures: [0, 0, 1], asked: 3, passes: 1 },
  { what: 'two that failed before', failures: [1, 1, 1], asked: 2, passes: 2 },
  { what: 'one that comes first, and one that failed before', failures: [0, 1, 1], asked: 2, passes: 2 },
])('$what that makes the endpoint fail does not block the envelope behind', async ({ failures, asked, passes }) => {
  const { device, endpoint } = await waiting(failures.length);
  await beside(async (database) => {
    for (const envelope of await database.getAll('outbox'))
      await database.put('outbox', { ...envelope, failures: failures[Number(envelope.id.slice(-1)) - 1] });
  });
  const last = draftOf(failures.length).id;
  endpoint.answer = (envelopes) => (envelopes.some(({ id }) => id !== last) ? status(500) : undefined);
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(asked);
  for (let pass = 1; pass < passes; pass++) await device.outbox.send();
  expect([...endpoint.stored.keys()]).toEqual([last]);
});

test('with three connections in ten dropped, a hundred and fifty arrive once, in three requests for each batch at most', async () => {
  const { device, endpoint } = await waiting(150);
  const random = randomFrom(7);
  endpoint.answer = (_, count) => {
    // Before the commit, or after it.
    endpoint.isLostAfter = random() < 0.5;
    if (count > 9) throw new Error('more than three requests for each batch');
    if (random() < 0.3) throw new TypeError('Failed to fetch');
    return undefined;
  };
  while (device.outbox.status().waiting !== 0) await device.outbox.send();
  expect(endpoint.stored.size).toBe(150);
  expect(await held(device)).toEqual([]);
  expect(endpoint.requests.length).toBeLessThanOrEqual(9);
});

test('an endpoint that always fails gets two requests in the first pass, then one in each', async () => {
  const { device, endpoint } = await waiting(50);
  endpoint.answer = () => status(500);
  await device.outbox.send();
  expect(endpoint.requests.map((batch) => batch.length)).toEqual([50, 1]);
  await device.outbox.send();
  endpoint.requests.length = 0;
  for (let tries = 0; tries < 3; tries++) await device.outbox.send();
  expect(endpoint.requests.map((batch) => batch.length)).toEqual([1, 1, 1]);
  await sendAgain(device, endpoint);
  expect(endpoint.stored.size).toBe(50);
});

test.each([
  [0, Array.from({ length: 9 }, () => 1000)],
  [0.999, [4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 999)],
])(
  'with random number %d the retry pauses grow as listed, and start again from the first after a success',
  async (random, pauses) => {
    const database = memoryDatabase();
    for (const number of [1, 2]) {
      const queued = toQueued(makeEnvelope(draftOf(number), SURVEY, { status: 'complete', sequence: 1 }), number);
      await database.write(['outbox'], async (tx) => tx.put('outbox', queued));
    }
    // A clock that does not move, and timers that never ring.
    const around = {
      ...globalThis,
      navigator,
      performance: { now: () => 0 },
      setTimeout: () => setTimeout(() => {}),
      clearTimeout: () => {},
    };
    const endpoint = down();
    const parts = { database, around, fetch: endpoint.fetch, now: () => 0, random: () => random };
    const board = createStatusBoard(database, around);
    const sync = createSync({
      ...parts,
      board,
      post: createPost({ ...parts, endpoint: '' }),
      sequences: createSequences(around),
      kept: createKeptCopies(parts),
      copies: createSecondCopies(database, parts.now, around),
    });
    const pauseAfterPass = async () => {
      await sync.drain('timer');
      return board.status().nextTry;
    };
    const seen: (number | undefined)[] = [];
    for (const _ of pauses) seen.push(await pauseAfterPass());
    expect(seen).toEqual(pauses);
    endpoint.answer = () => undefined;
    endpoint.verdictFor = ({ id }) => (id === draftOf(1).id ? { digest: null } : undefined);
    expect(await pauseAfterPass()).toBe(pauses[0]);
  },
);

test('Retry-After is obeyed by everything but the button', async () => {
  const { device, endpoint } = await waiting(1);
  endpoint.answer = () => status(429, { 'Retry-After': '600' });
  await device.outbox.send();
  const { nextTry = 0 } = device.outbox.status();
  expect(nextTry - performance.now()).toBeGreaterThan(590_000);
  endpoint.answer = () => undefined;
  endpoint.requests.length = 0;
  dispatchEvent(new Event('online'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(endpoint.requests).toEqual([]);
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(1);
});

test.each([
  ['online', () => dispatchEvent(new Event('online'))],
  ['pageshow', () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))],
  ['visible', () => document.dispatchEvent(new Event('visibilitychange'))],
])('%s alone empties the outbox', async (_, happens) => {
  // The timer is set for an hour that no test sees.
  const { device, endpoint } = await waiting(1, { random: () => 1000 });
  happens();
  await until(device, ({ waiting }) => waiting === 0);
  expect(endpoint.stored.size).toBe(1);
});

test('the timer alone empties the outbox', async () => {
  const { device } = await waiting(1, { random: () => 0 });
  await until(device, ({ waiting }) => waiting === 0);
});

/** Lets each transaction end so late, in milliseconds, as on slow storage. */
function slowStorage(milliseconds: number): void {
  const listen = IDBTransaction.prototype.addEventListener;
  vi.spyOn(IDBTransaction.prototype, 'addEventListener').mockImplementation(function (
    this: IDBTransaction,
    type: string,
    act: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) {
    const late = (event: Event) => {
      setTimeout(() => (typeof act === 'function' ? act.call(this, event) : act.handleEvent(event)), milliseconds);
    };
    listen.call(this, type, type === 'complete' ? late : act, options);
  });
}

test('the timer sends again though storage is slower than its pause, and no other event comes', async () => {
  // The shortest pause is a second.
  const { device, endpoint } = await waiting(1, { random: () => 0 });
  endpoint.answer = () => status(500);
  slowStorage(1200);
  await expect.poll(() => endpoint.requests.length).toBeGreaterThan(1);
  endpoint.answer = () => undefined;
  await until(device, ({ waiting }) => waiting === 0);
  expect(endpoint.stored.size).toBe(1);
});

test('starting alone empties the outbox', async () => {
  const { device, endpoint } = await waiting(2);
  device.close();
  const next = await open({ fetch: endpoint.fetch, quiet: 0 });
  await expect.poll(() => endpoint.stored.size).toBe(2);
  await until(next, ({ waiting }) => waiting === 0);
});

test('two devices on one outbox, and a double click: each envelope is sent once', async () => {
  const { device, endpoint } = await waiting(60);
  endpoint.answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return undefined;
  };
  const other = await open({ fetch: endpoint.fetch });
  await Promise.all([device.outbox.send(), device.outbox.send(), other.outbox.send(), other.outbox.send()]);
  const ids = endpoint.requests.flat().map(({ id }) => id);
  expect(ids).toHaveLength(60);
  expect(new Set(ids).size).toBe(60);
  expect(endpoint.requests.every((batch) => batch.length > 0)).toBe(true);
  expect(endpoint.mostInFlight).toBe(1);
});

test('the lock of the outbox is stolen from a frozen tab that never releases it', async () => {
  const { device, endpoint } = await waiting(2, { lockPatience: 200 });
  let frozen: Promise<unknown> | undefined;
  await new Promise<void>((granted) => {
    frozen = navigator.locks
      .request('outbox', () => new Promise(() => granted()))
      .catch((error: DOMException) => error.name);
  });
  const sent = device.outbox.send();
  await until(device, ({ obstacle }) => obstacle === 'sending-elsewhere');
  await sent;
  expect(endpoint.stored.size).toBe(2);
  expect(device.outbox.status().obstacle).toBeUndefined();
  expect(await frozen).toBe('AbortError');
});

test('a tab that sends for a long time is not reported as waiting for another tab', async () => {
  const { device, endpoint } = await waiting(1);
  const { promise: replied, resolve: reply } = pending<undefined>();
  endpoint.answer = () => replied;
  const set = vi.spyOn(globalThis, 'setTimeout');
  const cleared = vi.spyOn(globalThis, 'clearTimeout');
  const sent = device.outbox.send();
  await expect.poll(() => endpoint.requests.length).toBe(1);
  // The timers that are due in the next ten seconds ring now.
  for (const [place, [act, delay = 0]] of set.mock.calls.entries()) {
    const timer = set.mock.results[place]?.value;
    if (delay <= 10_000 && !cleared.mock.calls.some(([stopped]) => stopped === timer)) act();
  }
  expect(device.outbox.status().sending).toBe(true);
  expect(device.outbox.status().obstacle).toBeUndefined();
  reply(undefined);
  await sent;
});

test('without Web Locks the outbox empties all the same', async () => {
  const { device, endpoint } = await waiting(2);
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as unknown as LockManager);
  await device.outbox.send();
  expect(endpoint.stored.size).toBe(2);
});

test('pressing Send waits for the next pass only, not for passes that are queued meanwhile', async () => {
  const { device, endpoint } = await waiting(1);
  const replies: (() => void)[] = [];
  endpoint.answer = () => new Promise((resolve) => replies.push(() => resolve(undefined)));
  const sent = [device.outbox.send(), device.outbox.send()];
  await expect.poll(() => replies.length).toBe(1);
  await device.finish(draftOf(2), SURVEY);
  replies[0]?.();
  await expect.poll(() => replies.length).toBe(2);
  // A pass for this one comes after the one that was asked for.
  await device.finish(draftOf(3), SURVEY);
  replies[1]?.();
  await Promise.all(sent);
  await expect.poll(() => replies.length).toBe(3);
  expect(endpoint.stored.size).toBe(2);
  replies[2]?.();
  await until(device, ({ waiting }) => waiting === 0);
});

test('Send pressed during a request tries what was refused again, though a response is finished after it', async () => {
  const { device, endpoint } = await waiting(1);
  endpoint.verdictFor = () => ({ verdict: 'refused', problem: 'survey.closed' });
  await device.outbox.send();
  endpoint.verdictFor = () => undefined;
  const { promise: replied, resolve: reply } = pending<undefined>();
  endpoint.answer = () => replied;
  await device.finish(draftOf(2), SURVEY);
  await expect.poll(() => endpoint.requests.length).toBe(2);
  const sent = device.outbox.send();
  await device.finish(draftOf(3), SURVEY);
  endpoint.answer = () => undefined;
  reply(undefined);
  await sent;
  expect(endpoint.stored.size).toBe(3);
});

test.each([
  ['erased', 0, { state: 'erased' }],
  // What is superseded was received.
  ['superseded', 0, { state: 'received', at: expect.any(Number) }],
  ['refused', 1, { state: 'refused', problem: 'answer.off-path' }],
] as const)('what is %s is not sent again, %i is kept, and the card says so', async (verdict, kept, delivery) => {
  const { device, endpoint } = await waiting(1);
  endpoint.verdictFor = () => ({ verdict, ...(verdict === 'refused' && { problem: 'answer.off-path' }) });
  await device.outbox.send();
  await device.outbox.send();
  expect(endpoint.requests).toHaveLength(1);
  expect(await held(device)).toHaveLength(kept);
  expect((await listed(device.finished.list()))[0]?.delivery).toEqual(delivery);
});

test.each([
  ['survey.revision-unknown', 'update-needed'],
  ['survey.closed', 'closed'],
] as const)('%s is kept, said, and tried again at the next start', async (problem, obstacle) => {
  const { device, endpoint } = await waiting(1);
  endpoint.verdictFor = () => ({ verdict: 'refused', problem });
  await device.outbox.send();
  expect(device.outbox.status()).toMatchObject({ waiting: 0, refused: 1, obstacle });
  dispatchEvent(new Event('online'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(endpoint.requests).toHaveLength(1);
  device.close();
  endpoint.verdictFor = () => undefined;
  const next = await open({ fetch: endpoint.fetch, quiet: 0 });
  await expect.poll(() => endpoint.stored.size).toBe(1);
  await until(next, ({ deliveries }) => deliveries.get(draftOf().id)?.state === 'received');
});

test('a closed survey that reopens is noticed within the day, even by a clock set back ten years', async () => {
  let now = 1_795_000_000_000;
  const { device, endpoint } = await waiting(1, { now: () => now });
  endpoint.verdictFor = () => ({ verdict: 'refused', problem: 'survey.closed' });
  await device.outbox.send();
  endpoint.verdictFor = () => undefined;
  now -= 10 * 365 * 86_400_000;
  dispatchEvent(new Event('online'));
  await until(device, ({ refused }) => refused === 0);
});

test('a clock ten years off stops nothing', async () => {
  for (const [number, years] of [-10, 10].entries()) {
    const endpoint = fakeEndpoint();
    const device = await open({ fetch: endpoint.fetch, now: () => Date.now() + years * 365 * 86_400_000 });
    endpoint.answer = (_, count) => (count === 1 ? status(503, { 'Retry-After': '1' }) : undefined);
    await device.finish(draftOf(number), SURVEY);
    await until(device, ({ waiting }) => waiting === 0);
    device.close();
  }
});

test('another tab sees the delivery change', async () => {
  const { device } = await waiting(1);
  const other = await open({ fetch: fakeEndpoint().fetch });
  other.outbox.watch(() => {});
  await listed(other.finished.list());
  await device.outbox.send();
  await until(other, ({ deliveries }) => deliveries.get(draftOf().id)?.state === 'received');
});

test('what another page queued as it died is counted once this one comes to the front', async () => {
  // The timer is set for an hour that no test sees.
  const { device } = await waiting(1, { fetch: down().fetch, random: () => 1000 });
  await beside(async (database) => {
    const [one] = await database.getAll('outbox');
    await database.put('outbox', { ...one, id: draftOf(2).id });
  });
  expect(device.outbox.status().waiting).toBe(1);
  document.dispatchEvent(new Event('visibilitychange'));
  await until(device, (status) => status.waiting === 2);
});

test('a partial that was received leaves; the finished response follows', async () => {
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: endpoint.fetch });
  await device.drafts.save(draftOf());
  await device.snapshot(draftOf(), WITH_PARTIALS);
  await expect.poll(() => endpoint.stored.get(draftOf().id)?.envelope.status).toBe('partial');
  await device.finish(draftOf(), WITH_PARTIALS);
  await until(device, ({ waiting }) => waiting === 0);
  expect(endpoint.stored.get(draftOf().id)?.envelope).toMatchObject({ status: 'complete', sequence: 2 });
});
