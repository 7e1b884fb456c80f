import type { Page } from 'playwright';

/** Stops the workers of the page's browser, as it does itself between two visits, and waits until all have stopped. */
export async function stopWorkers(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const statuses = new Map<string, string>();
  const stopped = new Promise<void>((resolve) =>
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions) statuses.set(versionId, runningStatus);
      const all = [...statuses.values()];
      if (all.length > 0 && all.every((status) => status === 'stopped')) resolve();
    }),
  );
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await devtools.detach();
}
