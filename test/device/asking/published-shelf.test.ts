import { expect, onTestFinished, test, vi } from 'vitest';
import { createShelf } from '../../../src/device/asking/published-shelf.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import type { RecordOf } from '../../../src/device/store/schema.ts';
import { RESULTS } from '../../support/unshown-results.ts';
import { clean, open, VERBATIMS } from '../support.ts';

const saying = (body: unknown) => async () => new Response(JSON.stringify(body));

const offline = async () => {
  throw new TypeError('no network');
};

test.each([
  ['results', RESULTS],
  ['verbatims', VERBATIMS],
] as const)(
  '%s are kept, and shown again without network; another survey or none replaces nothing',
  async (which, published) => {
    const database = memoryDatabase();
    const shelf = (fetch: typeof globalThis.fetch) => createShelf(which, database, globalThis, fetch);
    expect(await shelf(saying(published)).refresh('garden')).toEqual(published);
    for (const body of [{ ...published, survey: 'other' }, { code: 'not-found' }, []])
      expect(await shelf(saying(body)).refresh('garden')).toBeUndefined();
    expect(await shelf(offline).refresh('garden')).toBeUndefined();
    expect(await shelf(offline).kept('garden')).toEqual(published);
  },
);

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
  const fetch = vi.fn(async () => new Response(JSON.stringify(RESULTS)));
  // The device makes the shelf when it is first asked.
  const { results: shelf } = await open({ fetch });
  expect(await Promise.all([shelf.refresh('garden'), shelf.refresh('garden')])).toEqual([RESULTS, RESULTS]);
  expect(fetch).toHaveBeenCalledTimes(1);
  await shelf.refresh('garden');
  expect(fetch).toHaveBeenCalledTimes(2);
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

test('what respondents wrote and is withdrawn is replaced', async () => {
  const database = memoryDatabase();
  const withdrawn = { ...VERBATIMS, lots: [] };
  for (const body of [VERBATIMS, withdrawn])
    await createShelf('verbatims', database, globalThis, saying(body)).refresh('garden');
  expect(await createShelf('verbatims', database, globalThis, saying({})).kept('garden')).toEqual(withdrawn);
});
