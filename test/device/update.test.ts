import { afterEach, expect, test, vi } from 'vitest';
import type { ReleaseWorker } from '../../src/device/port/release-worker.ts';
import { startUpdates } from '../../src/device/update.ts';
import { pending } from '../pending.ts';

const SESSION = {
  entry: { id: 'garden', edition: '0123456789abcdef0123456789abcdef' },
  edition: { peek: () => ({ words: { language: 'fr', uiLanguage: 'fr' } }), subscribe: () => () => {} },
};

afterEach(async () => {
  vi.restoreAllMocks();
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
});

test('a browser without service workers says that it cannot open offline, and nothing breaks', () => {
  vi.spyOn(Navigator.prototype, 'serviceWorker', 'get').mockReturnValue(undefined as unknown as ServiceWorkerContainer);
  const updates = startUpdates({ session: SESSION, reload() {} });
  expect(updates.status()).toEqual({ offline: 'unavailable', isWaiting: false });
  updates.apply();
});

test('a worker that cannot be fetched leaves the page as it is', async () => {
  const updates = startUpdates({ session: SESSION, script: '/no-such-worker.js', reload() {} });
  const seen: string[] = [];
  updates.watch(({ offline }) => seen.push(offline));
  expect(updates.status().offline).toBe('installing');
  await expect.poll(() => updates.status().offline).toBe('failed');
  expect(seen).toContain('failed');
});

/** Starts with a worker that has this edition. Its scope is its own folder, so that no page of the tests is under its control. */
function startWith(edition: string, reload = () => {}): ReleaseWorker {
  const look = ServiceWorkerContainer.prototype.getRegistration;
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockImplementation(() =>
    look.call(navigator.serviceWorker, '/test/device/'),
  );
  return startUpdates({ session: SESSION, script: `/test/device/answering-worker.ts?edition=${edition}`, reload });
}

test('a worker that has only another edition than this page does not open it offline', async () => {
  const updates = startWith('f'.repeat(32));
  await expect.poll(() => updates.status().offline).toBe('failed');
});

test('the page is never reloaded by an update that it did not ask for, and is by one that it did', async () => {
  const reload = vi.fn();
  const updates = startWith(SESSION.entry.edition, reload);
  await expect.poll(() => updates.status().offline).toBe('ready');
  navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
  updates.apply();
  navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledOnce();
});

test('overtaken by a later release in another tab, the page offers to be reloaded, and asks no worker', async () => {
  const reload = vi.fn();
  const { promise: outdated, resolve: overtake } = pending();
  const updates = startUpdates({ session: SESSION, script: '/no-such-worker.js', reload, outdated });
  expect(updates.status().isWaiting).toBe(false);
  overtake();
  await expect.poll(() => updates.status().isWaiting).toBe(true);
  updates.apply();
  expect(reload).toHaveBeenCalledOnce();
});
