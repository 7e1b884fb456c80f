import { expect, test } from 'vitest';
import { createResults } from '../../../src/device/asking/ask-results.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import type { Stored } from '../../../src/device/store/schema.ts';
import type { Results } from '../../../src/wire/results.ts';

const RESULTS: Results = {
  survey: 'garden',
  revision: 1,
  phase: 'preview',
  strata: {},
  territories: [],
  unfinished: 0,
};
const saying = (body: unknown) => async () => new Response(JSON.stringify(body));

test('what was published is kept, and shown again without network', async () => {
  const shelf = createResults(memoryDatabase(), saying(RESULTS));
  expect(await shelf.refresh('garden')).toEqual(RESULTS);
  expect(await shelf.kept('garden')).toEqual(RESULTS);
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
  await database.write(['results'], async (tx) => tx.put('results', old as Stored<'results'>));
  expect(await createResults(database, saying({})).kept('garden')).toBeUndefined();
});

test('another survey, or no results at all, replace nothing that is known', async () => {
  const database = memoryDatabase();
  await createResults(database, saying(RESULTS)).refresh('garden');
  for (const body of [{ ...RESULTS, survey: 'other' }, { code: 'not-found' }, []])
    expect(await createResults(database, saying(body)).refresh('garden')).toBeUndefined();
  expect(await createResults(database, saying({})).kept('garden')).toEqual(RESULTS);
});
