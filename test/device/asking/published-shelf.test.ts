import { expect, onTestFinished, test, vi } from 'vitest';
import { createShelf } from '../../../src/device/asking/published-shelf.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import type { RecordOf } from '../../../src/device/store/schema.ts';
import type { Results } from '../../../src/wire/results.ts';
import type { Verbatims } from '../../../src/wire/verbatims.ts';
import { clean, open } from '../support.ts';

const RESULTS: Results = {
  survey: 'garden',
  revision: 1,
  phase: 'preview',
  epsilon: 0.5,
  answered: 0,
  strata: {},
  territories: [],
  unfinished: 0,
  modes: { self: 0, field: 0 },
  channels: {},
};
const VERBATIMS: Verbatims = {
  survey: 'garden',
  asOf: '2026-11-01',
  read: 15,
  lots: [{ item: 'wish', language: 'fr', texts: ['Un banc à l’ombre.'] }],
};
const saying = (body: unknown) => async () => new Response(JSON.stringify(body));

test('what was published is kept, and shown again without network', async () => {
  const shelf = createShelf('results', memoryDatabase(), globalThis, saying(RESULTS));
  expect(await shelf.refresh('garden')).toEqual(RESULTS);
  expect(await shelf.kept('garden')).toEqual(RESULTS);
});

test('a reply that a slow network brings after ten seconds is shown', async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const slow: typeof fetch = (_, how) =>
    new Promise((resolve, reject) => {
      how?.signal?.addEventListener('abort', () => reject(how.signal?.reason));
      setTimeout(() => resolve(new Response(JSON.stringify(RESULTS))), 10_000);
    });
  const asked = createShelf('results', memoryDatabase(), globalThis, slow).refresh('garden');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asked).toEqual(RESULTS);
});

test('asked for twice at once, it is fetched once; asked for again later, it is fetched again', async () => {
  onTestFinished(clean);
  let requests = 0;
  // The device makes the shelf when it is first asked.
  const { results: shelf } = await open({
    fetch: async () => {
      requests++;
      return new Response(JSON.stringify(RESULTS));
    },
  });
  expect(await Promise.all([shelf.refresh('garden'), shelf.refresh('garden')])).toEqual([RESULTS, RESULTS]);
  expect(requests).toBe(1);
  await shelf.refresh('garden');
  expect(requests).toBe(2);
});

test('what an earlier release kept in another shape is as good as none', async () => {
  const database = memoryDatabase();
  const old: unknown = {
    survey: 'garden',
    revision: 1,
    asOf: '2026-11-01',
    n: 40,
    strata: { all: { n: 40, items: {} } },
  };
  await database.write(['results'], async (tx) => tx.put('results', old as RecordOf<'results'>));
  expect(await createShelf('results', database, globalThis, saying({})).kept('garden')).toBeUndefined();
});

test('another survey, or no results at all, replace nothing that is known', async () => {
  const database = memoryDatabase();
  await createShelf('results', database, globalThis, saying(RESULTS)).refresh('garden');
  for (const body of [{ ...RESULTS, survey: 'other' }, { code: 'not-found' }, []])
    expect(await createShelf('results', database, globalThis, saying(body)).refresh('garden')).toBeUndefined();
  expect(await createShelf('results', database, globalThis, saying({})).kept('garden')).toEqual(RESULTS);
});

test('what respondents wrote is kept, and read again without network', async () => {
  const database = memoryDatabase();
  expect(await createShelf('verbatims', database, globalThis, saying(VERBATIMS)).refresh('garden')).toEqual(VERBATIMS);
  const offline = createShelf('verbatims', database, globalThis, async () => {
    throw new TypeError('no network');
  });
  expect(await offline.refresh('garden')).toBeUndefined();
  expect(await offline.kept('garden')).toEqual(VERBATIMS);
});

test('another survey, or an endpoint that knows none of it, replaces nothing; what is withdrawn does', async () => {
  const database = memoryDatabase();
  await createShelf('verbatims', database, globalThis, saying(VERBATIMS)).refresh('garden');
  for (const body of [{ ...VERBATIMS, survey: 'other' }, { code: 'not-found' }, []])
    expect(await createShelf('verbatims', database, globalThis, saying(body)).refresh('garden')).toBeUndefined();
  expect(await createShelf('verbatims', database, globalThis, saying({})).kept('garden')).toEqual(VERBATIMS);
  const withdrawn = { ...VERBATIMS, lots: [] };
  await createShelf('verbatims', database, globalThis, saying(withdrawn)).refresh('garden');
  expect(await createShelf('verbatims', database, globalThis, saying({})).kept('garden')).toEqual(withdrawn);
});
