/** Resolves when the page has nothing better to do, and at the latest after `patience` milliseconds. */
export function whenIdle(patience: number): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: patience });
    else setTimeout(resolve, Math.min(patience, 200));
  });
}
