import { afterEach, expect, test, vi } from 'vitest';
import { startUpdates } from '../../src/device/update.ts';

const SURVEY = { id: 'garden', edition: '0123456789abcdef0123456789abcdef' };

afterEach(async () => {
  vi.restoreAllMocks();
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
});

test('a browser without service workers says that it cannot open offline, and nothing breaks', () => {
  vi.spyOn(Navigator.prototype, 'serviceWorker', 'get').mockReturnValue(undefined as unknown as ServiceWorkerContainer);
  const updates = startUpdates({ survey: SURVEY, reload() {} });
  expect(updates.status()).toEqual({ offline: 'unavailable', isWaiting: false });
  updates.apply();
});

test('a worker that cannot be fetched leaves the page as it is', async () => {
  const updates = startUpdates({ survey: SURVEY, script: '/no-such-worker.js', reload() {} });
  const seen: string[] = [];
  updates.watch(({ offline }) => seen.push(offline));
  expect(updates.status().offline).toBe('installing');
  await expect.poll(() => updates.status().offline).toBe('failed');
  expect(seen).toContain('failed');
});

test('the page is never reloaded by an update that it did not ask for', async () => {
  const reload = vi.fn();
  const updates = startUpdates({ survey: SURVEY, script: '/no-such-worker.js', reload });
  await expect.poll(() => updates.status().offline).toBe('failed');
  navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
});

test('overtaken by a later release in another tab, the page offers to be reloaded, and asks no worker', async () => {
  const reload = vi.fn();
  let overtake = () => {};
  const outdated = new Promise<void>((resolve) => {
    overtake = resolve;
  });
  const updates = startUpdates({ survey: SURVEY, script: '/no-such-worker.js', reload, outdated });
  expect(updates.status().isWaiting).toBe(false);
  overtake();
  await expect.poll(() => updates.status().isWaiting).toBe(true);
  updates.apply();
  expect(reload).toHaveBeenCalledOnce();
});
