import { expect, test } from 'vitest';
import { createShelf } from '../../../src/device/asking/published-shelf.ts';
import { createPost } from '../../../src/device/outbox/post-batch.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';

/** A reply whose reading throws, like a bug of ours would. */
function unreadable(): Response {
  const response = new Response('{"verdicts":[]}', { headers: { 'Content-Type': 'application/json' } });
  Object.defineProperty(response, 'headers', { get: () => undefined });
  return response;
}

test('a mistake of ours in reading the reply is no lost network: it is thrown', async () => {
  const post = createPost({
    around: globalThis,
    fetch: async () => unreadable(),
    endpoint: '/api/responses',
    now: () => 0,
  });
  await expect(post([])).rejects.toThrow(TypeError);
});

test('what the network does to a request is said, and not thrown', async () => {
  const lost = async () => Promise.reject(new TypeError('Failed to fetch'));
  const post = createPost({ around: globalThis, fetch: lost, endpoint: '/api/responses', now: () => 0 });
  expect(await post([])).toMatchObject({ kind: 'failed', isSuspect: false });
  expect(await createShelf('results', memoryDatabase(), globalThis, lost).refresh('garden')).toBeUndefined();
  // Cut in the middle of the body.
  const half = new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) });
  const cut = createPost({
    around: globalThis,
    fetch: async () => new Response(half),
    endpoint: '/api/responses',
    now: () => 0,
  });
  expect(await cut([])).toMatchObject({ kind: 'failed', isSuspect: false });
});
