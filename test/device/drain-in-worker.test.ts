import { afterEach, expect, test } from 'vitest';
import { clean, down, draftOf, open, SURVEY } from './support.ts';

afterEach(clean);

test.each([
  ['what waits', true, false],
  ['that nothing waits', false, true],
])('a worker, which has no window, finds %s', async (_, isGiven, isEmpty) => {
  const device = await open({ fetch: down().fetch });
  if (isGiven) await device.finish(draftOf(), SURVEY);
  device.close();
  const worker = new Worker(new URL('./drain-in-worker.worker.ts', import.meta.url), { type: 'module' });
  const reply = await new Promise((resolve) => worker.addEventListener('message', ({ data }) => resolve(data)));
  worker.terminate();
  expect(reply).toEqual({ isEmpty });
});
