export interface Entry {
  readonly url: string;
  readonly integrity: string;
}

/** Other applications may share the origin: nothing without this prefix is ours to touch. */
const PREFIX = 'barometre-';
/** Written last: a cache that has it holds its whole release. */
const LISTING = '/.precache';
/** `field-start.tsx`, what is reached through it alone, and its words: a respondent's own phone never asks for them. */
const FOR_TABLETS = /^\/assets\/field-/;
/** The words of a language beside French and a survey's files in a language: only those of a language that was read here are kept. */
const OF_LANGUAGE = /^(?:\/assets\/(?:first|words)-|[^/]+\.)([a-z][\w-]*)(?:-[\da-f]+\.js|\.json|\.webmanifest)$/;
/** Leaves room on a slow line for the page that is being used meanwhile. */
const AT_ONCE = 3;

interface Complete {
  readonly name: string;
  readonly cache: Cache;
  readonly integrityByUrl: ReadonlyMap<string, string>;
  readonly isTablets: boolean;
  readonly languages: readonly string[];
}

/** Beyond what every device needs of a release. */
export interface Wanted {
  readonly forTablet?: boolean;
  readonly languages?: readonly string[];
}

/** `undefined` for a file that every language needs. */
export function languageOfFile(path: string): string | undefined {
  return OF_LANGUAGE.exec(path)?.[1];
}

export function cacheOf(release: string): string {
  return `${PREFIX}${release}`;
}

/**
 * Fetches a whole release, or rejects: then the release before it goes on working. What an earlier attempt brought
 * is kept, and what an earlier release has already is copied. What shared tablets alone need comes where it was kept before, or
 * once `forTablet`, and the words of a language likewise.
 */
export async function install(
  release: string,
  entries: readonly Entry[],
  fetch: typeof globalThis.fetch,
  { forTablet = false, languages = [] }: Wanted = {},
): Promise<void> {
  const cache = await caches.open(cacheOf(release));
  const complete = await completeReleases();
  const others = complete.filter(({ name }) => name !== cacheOf(release));
  const isTablets = forTablet || complete.some((one) => one.isTablets);
  const read = [...languages, ...complete.flatMap((one) => one.languages)];
  const wanted = wantedOf(entries, { forTablet: isTablets, languages: read });
  await fill(cache, wanted, (entry) => copyOf(entry, others), fetch);
  await cache.put(LISTING, new Response(JSON.stringify(wanted)));
}

export function wantedOf(entries: readonly Entry[], { forTablet, languages }: Required<Wanted>): readonly Entry[] {
  const read = new Set<string | undefined>([undefined, ...languages]);
  return entries.filter(({ url }) => (forTablet || !FOR_TABLETS.test(url)) && read.has(languageOfFile(url)));
}

/** Puts the entries that a cache lacks into it: copied where `copy` has one, otherwise downloaded. Rejects when one does not come. */
export async function fill(
  cache: Cache,
  entries: readonly Entry[],
  copy: (entry: Entry) => Promise<Response | undefined>,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const left = [...entries];
  const work = async () => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      if (await cache.match(entry.url)) continue;
      await cache.put(entry.url, (await copy(entry)) ?? (await upToThrice(() => download(entry, fetch))));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** While a release is replaced, two servers may answer in turn, each with its own: the next answer may be the right one. */
export async function upToThrice<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let left = 2; left > 0; left--) {
    try {
      return await attempt();
    } catch {
      // The last attempt says why.
    }
  }
  return attempt();
}

/** A captive portal answers anything with its own page: only the bytes that were built may be kept. */
async function download({ url, integrity }: Entry, fetch: typeof globalThis.fetch): Promise<Response> {
  const response = await fetch(url, { integrity, cache: 'reload', redirect: 'error', credentials: 'omit' });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

async function copyOf({ url, integrity }: Entry, others: readonly Complete[]): Promise<Response | undefined> {
  const holder = others.find((other) => other.integrityByUrl.get(url) === integrity);
  return holder?.cache.match(url);
}

/** Deletes our older caches but the last complete one, which pages still open may be using. */
export async function prune(release: string): Promise<void> {
  const current = cacheOf(release);
  const previous = (await completeReleases()).filter(({ name }) => name !== current).at(-1)?.name;
  const old = (await ourCaches()).filter((name) => name !== current && name !== previous);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Whether no release was here before this one. */
export async function isFirst(release: string): Promise<boolean> {
  return (await completeReleases()).every(({ name }) => name === cacheOf(release));
}

/** How many files of the release are not here. */
export async function countMissing(release: string, entries: readonly Entry[]): Promise<number> {
  return lackedBy(await caches.open(cacheOf(release)), entries).then((lacked) => lacked.length);
}

export async function lackedBy(cache: Cache, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  return entries.filter(({ url }) => !kept.has(new URL(url, location.origin).href));
}

/** From this release, or else from the one before, for a page that was loaded from it. */
export async function find(release: string, path: string): Promise<Response | undefined> {
  const inCache = (cacheName: string) => caches.match(path, { cacheName, ignoreVary: true });
  // Most are in the current one: the page waits for this answer at each of its files.
  const found = await inCache(cacheOf(release));
  if (found) return found;
  for (const name of await ourCaches()) {
    const kept = await inCache(name);
    if (kept) return kept;
  }
  return undefined;
}

/** The caches of all our releases, oldest first. */
export async function ourCaches(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/** Oldest first. */
async function completeReleases(): Promise<readonly Complete[]> {
  const complete: Complete[] = [];
  for (const name of await ourCaches()) {
    const cache = await caches.open(name);
    const listing = await cache.match(LISTING);
    if (!listing) continue;
    const entries: readonly Entry[] = await listing.json();
    complete.push({
      name,
      cache,
      integrityByUrl: new Map(entries.map(({ url, integrity }) => [url, integrity])),
      isTablets: entries.some(({ url }) => FOR_TABLETS.test(url)),
      languages: entries.flatMap(({ url }) => languageOfFile(url) ?? []),
    });
  }
  return complete;
}
