import { expect, test } from 'vitest';
import { createShelf } from '../../../src/device/asking/published-shelf.ts';
import { createPost } from '../../../src/device/outbox/post-batch.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';

const postBy = (fetch: typeof globalThis.fetch) =>
  createPost({ around: globalThis, fetch, endpoint: '/api/responses', now: () => 0 });

/** A reply whose reading throws, like a bug of ours would. */
function unreadable(): Response {
  const response = new Response('{"verdicts":[]}', { headers: { 'Content-Type': 'application/json' } });
  Object.defineProperty(response, 'headers', { get: () => undefined });
  return response;
}

test('a mistake of ours in reading the reply is no lost network: it is thrown', async () => {
  await expect(postBy(async () => unreadable())([])).rejects.toThrow(TypeError);
});

test('what the network does to a request is said, and not thrown', async () => {
  const lost = async () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await postBy(lost)([])).toMatchObject({ kind: 'failed', isSuspect: false });
  expect(await createShelf('results', memoryDatabase(), globalThis, lost).refresh('garden')).toBeUndefined();
  // Cut in the middle of the body.
  const half = new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) });
  expect(await postBy(async () => new Response(half))([])).toMatchObject({ kind: 'failed', isSuspect: false });
});
