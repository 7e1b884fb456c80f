import { expect, it, onTestFinished } from 'vitest';
import { bodyTurns, type Pause } from '../../../src/endpoint/intake/body-turns.ts';
import { sentAs } from '../../../src/endpoint/intake/read-answers.ts';
import { takeIn } from '../../../src/endpoint/intake/take-in.ts';
import { openerOf } from '../../../src/endpoint/sealed/opener.ts';
import type { Storage } from '../../../src/endpoint/storage/storage.ts';
import { pending } from '../../pending.ts';
import {
  batchOf,
  DAY,
  envelope,
  newStorage,
  post,
  studyOptions,
  studySurveys,
  type TestApp,
  testApp,
} from '../harness.ts';

/** Digesting it takes long: hundreds of keys in each object, in the wrong order. */
function costly(): string {
  const keys = Array.from({ length: 490 }, (_, turn) => `"k${990_000_000 - turn}":1`).join();
  return batchOf(...Array.from({ length: 29 }, () => `{${keys}}`));
}

const ofTablet = () => Array.from({ length: 12 }, () => envelope({ answers: LONG }));
const LONG = { 'authority-type': 'commune', 'free-comment': 'x'.repeat(3_000) };

/** The real storage, which stores batches once it is let; and how many have asked for it. */
async function held() {
  const storage = await newStorage(studyOptions(await studySurveys()));
  const { promise: opened, resolve: open } = pending();
  onTestFinished(() => open());
  let batches = 0;
  const store: Storage['store'] = async (received, ...rest) => {
    if (received.length > 1) {
      batches++;
      await opened;
    }
    return storage.store(received, ...rest);
  };
  return { storage: { ...storage, store }, batches: () => batches, open };
}

const postFrom = (app: TestApp, address: string, body: unknown) =>
  post(app, body, { 'X-Forwarded-For': address }).then(async (response) => {
    await response.arrayBuffer();
    return response;
  });

it('a phone is answered before most of the large bodies that came before its own', async () => {
  const { app } = await testApp();
  const answered: string[] = [];
  const large = Array.from({ length: 8 }, async () => {
    await post(app, costly());
    answered.push('large');
  });
  const phone = post(app, [envelope()]).then(() => answered.push('phone'));
  await Promise.all([...large, phone]);
  expect(answered.indexOf('phone')).toBeLessThan(4);
});

it('the event loop is free between two slices of work, however many bodies there are', async () => {
  const inTurn = bodyTurns();
  const seen: string[] = [];
  let isOver = false;
  const work = async (pause: Pause) => {
    for (let piece = 0; piece < 4; piece++) {
      const until = performance.now() + 6;
      while (performance.now() < until);
      seen.push('work');
      await pause();
    }
  };
  const others = () => {
    seen.push('others');
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  const bodies = [10_000, 20_000, 40_000, 200_000];
  await Promise.all(bodies.map((bytes) => inTurn(bytes, '192.0.2.1', work)));
  isOver = true;
  expect(seen.filter((what) => what === 'work')).toHaveLength(16);
  expect(seen.join()).not.toContain('work,work');
});

it('a batch pauses after each of its envelopes', async () => {
  const { storage } = await testApp();
  const parts = { storage, surveys: await studySurveys(), open: openerOf(new Map()), closings: async () => new Map() };
  let pauses = 0;
  const pause = async () => {
    pauses++;
  };
  const verdicts = await takeIn(ofTablet().map(sentAs), parts, DAY, pause);
  expect([pauses, verdicts.length]).toEqual([12, 12]);
});

it('large bodies are taken in four at a time; two hundred wait, and others are told to come back soon', async () => {
  const { storage, batches, open } = await held();
  const { app } = await testApp({ storage, proxies: 1 });
  const refused: Response[] = [];
  const asked = Array.from({ length: 210 }, async (_, turn) => {
    const response = await postFrom(app, `192.0.2.${turn}`, ofTablet());
    if (response.status === 429) refused.push(response);
    return response.status;
  });
  await expect.poll(() => refused.length).toBe(6);
  expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array(6).fill('2'));
  await expect.poll(batches).toBe(4);
  // A phone waits for none of them.
  expect((await postFrom(app, '198.51.100.1', [envelope()])).status).toBe(200);
  expect(batches()).toBe(4);
  open();
  expect((await Promise.all(asked)).filter((status) => status === 200)).toHaveLength(204);
});

it('a tablet waits for one body of each hostile network, however many they send', async () => {
  const { app } = await testApp({ proxies: 1 });
  const answered: string[] = [];
  const hostile = Array.from({ length: 40 }, async (_, turn) => {
    await postFrom(app, `192.0.2.${turn % 4}`, costly());
    answered.push('hostile');
  });
  const tablet = postFrom(app, '198.51.100.1', ofTablet()).then(({ status }) => {
    answered.push(`tablet ${status}`);
  });
  await Promise.all([...hostile, tablet]);
  expect(answered.indexOf('tablet 200')).toBeGreaterThanOrEqual(0);
  expect(answered.indexOf('tablet 200')).toBeLessThan(20);
});
