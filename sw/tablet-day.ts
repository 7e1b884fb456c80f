/** The page of a shared tablet writes its day there too (`ui/tablet/kept-day.ts`), since a worker cannot read `localStorage`. */
const CACHE = 'barometre_day';
const ADDRESS = '/day';

/** Returns the query of the organiser's link while the day lasts. */
export async function searchOfDay(): Promise<string | undefined> {
  const kept = await caches.match(ADDRESS, { cacheName: CACHE });
  return kept?.text();
}

export async function surveyOfDay(): Promise<string | undefined> {
  const search = await searchOfDay();
  return (search !== undefined && new URLSearchParams(search).get('s')) || undefined;
}
