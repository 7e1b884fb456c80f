import { expect, test } from 'vitest';
import { createVerbatimsShelf } from '../../../src/device/asking/ask-verbatims.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import type { Verbatims } from '../../../src/wire/comments/verbatims.ts';

const VERBATIMS: Verbatims = {
  survey: 'garden',
  asOf: '2026-11-01',
  read: 15,
  lots: [{ item: 'wish', language: 'fr', texts: ['Un banc à l’ombre.'] }],
};
const saying = (body: unknown) => async () => new Response(JSON.stringify(body));

test('what respondents wrote is kept, and read again without network', async () => {
  const database = memoryDatabase();
  expect(await createVerbatimsShelf(database, saying(VERBATIMS)).refresh('garden')).toEqual(VERBATIMS);
  const offline = createVerbatimsShelf(database, async () => {
    throw new TypeError('no network');
  });
  expect(await offline.refresh('garden')).toBeUndefined();
  expect(await offline.kept('garden')).toEqual(VERBATIMS);
});

test('another survey, or an endpoint that knows none of it, replaces nothing; what is withdrawn does', async () => {
  const database = memoryDatabase();
  await createVerbatimsShelf(database, saying(VERBATIMS)).refresh('garden');
  for (const body of [{ ...VERBATIMS, survey: 'other' }, { code: 'not-found' }, []])
    expect(await createVerbatimsShelf(database, saying(body)).refresh('garden')).toBeUndefined();
  expect(await createVerbatimsShelf(database, saying({})).kept('garden')).toEqual(VERBATIMS);
  const withdrawn = { ...VERBATIMS, lots: [] };
  await createVerbatimsShelf(database, saying(withdrawn)).refresh('garden');
  expect(await createVerbatimsShelf(database, saying({})).kept('garden')).toEqual(withdrawn);
});
