/* The day of a shared tablet as its worker reads it (`sw/tablet-day.ts`): a worker has no `localStorage`. */

const CACHE = 'barometre_day';
const ADDRESS = '/day';

/** From now on every address opens this survey, and its edition stays the same. */
export function keepDayForWorker(search: string, survey: string): Promise<void> {
  const query = new URLSearchParams(search);
  query.set('s', survey);
  return withCaches(async () => (await caches.open(CACHE)).put(ADDRESS, new Response(`${query}`)));
}

export function endDayForWorker(): Promise<void> {
  return withCaches(async () => void (await caches.delete(CACHE)));
}

async function withCaches(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    // Cookies are blocked, or there is no room: the worker then knows no day, and the page opens on it all the same.
    if (!(error instanceof DOMException)) throw error;
  }
}
