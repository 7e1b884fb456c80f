import { languageFor } from '../src/core/language.ts';
import type { SurveyEntry } from '../src/core/survey/survey-entry.ts';
import { cacheOf, ourCaches } from './precache.ts';

/*
 * What the cache of a release holds of each kept survey, next to the release's files: the entry that `/surveys/<id>/current` gave,
 * and a page for each language that was read here. A page is of one release and one edition, so each release has its own.
 */

const HOME = '/surveys/current';
/** Not named as releases are, whose caches are deleted with them. */
const LACKING = 'barometre_lacking';
const ENTRY = /^\/surveys\/[^/]+\/current$/;

/** `undefined`: the survey served at `/`. */
export function addressOfEntry(id: string | undefined): string {
  return id === undefined ? HOME : `/surveys/${id}/current`;
}

/** Without an id: the survey served at `/`. Without a language: the browser's, or else the survey's first. */
function addressOfPage(id: string | undefined, language: string | undefined): string {
  const named = [...(id === undefined ? [] : [`s=${id}`]), ...(language === undefined ? [] : [`lang=${language}`])];
  return named.length > 0 ? `/?${named.join('&')}` : '/';
}

/** A page is stored under each address that asks for it, so that opening it again takes one look. The one with both is the last. */
function addressesOf({ id, languages, isHome }: SurveyEntry, language: string): readonly string[] {
  const asked = language === languageFor(languages, navigator.languages) ? [undefined, language] : [language];
  return (isHome ? [undefined, id] : [id]).flatMap((one) => asked.map((other) => addressOfPage(one, other)));
}

/** The entry of a survey that this release keeps, or of the one served at `/`. */
export async function keptEntry(release: string, id: string | undefined): Promise<SurveyEntry | undefined> {
  const kept = await caches.match(addressOfEntry(id), { cacheName: cacheOf(release) });
  return kept && readEntry(await kept.text());
}

export function findPage(
  release: string,
  id: string | undefined,
  language: string | undefined,
): Promise<Response | undefined> {
  return caches.match(addressOfPage(id, language), { cacheName: cacheOf(release), ignoreVary: true });
}

/** Every survey that some release on this device keeps, the newest release's entry first. */
export async function entriesOfAll(): Promise<readonly SurveyEntry[]> {
  const entries = await Promise.all([...(await ourCaches())].reverse().map(entriesIn));
  return entries.flat();
}

export function entriesOfRelease(release: string): Promise<readonly SurveyEntry[]> {
  return entriesIn(cacheOf(release));
}

async function entriesIn(cacheName: string): Promise<readonly SurveyEntry[]> {
  const cache = await caches.open(cacheName);
  const entries = (await cache.keys())
    .filter(({ url }) => ENTRY.test(new URL(url).pathname))
    .map(async (request) => readEntry((await (await cache.match(request))?.text()) ?? ''));
  return (await Promise.all(entries)).filter((entry) => entry !== undefined);
}

/** From now on the release serves this entry in these languages, with these pages and those that it has; it has no others of the survey. */
export async function putPages(
  release: string,
  entry: SurveyEntry,
  languages: readonly string[],
  pages: ReadonlyMap<string, Response>,
): Promise<void> {
  const cache = await caches.open(cacheOf(release));
  const served = new Set<string>();
  for (const language of languages) {
    const page = pages.get(language) ?? (await findPage(release, entry.id, language));
    for (const address of addressesOf(entry, language)) {
      served.add(address);
      if (page && (pages.has(language) || !(await cache.match(address)))) await cache.put(address, page.clone());
    }
  }
  const isHomes = entry.isHome || (await keptEntry(release, undefined))?.id === entry.id;
  await deletePages(cache, entry.id, isHomes, served);
  await putEntry(release, entry);
}

/** Without pages, the release's generic page draws the survey from its entry and its edition. */
export async function putEntry(release: string, entry: SurveyEntry): Promise<void> {
  const cache = await caches.open(cacheOf(release));
  const address = addressOfEntry(entry.id);
  await cache.put(address, jsonOf(entry));
  if (entry.isHome) await cache.put(HOME, jsonOf(entry));
  else if ((await keptEntry(release, undefined))?.id === entry.id) await cache.delete(HOME);
}

/** The languages, of these, in which this release has no page. */
export async function languagesWithoutPage(release: string, id: string, languages: readonly string[]) {
  const found = await Promise.all(languages.map((language) => findPage(release, id, language)));
  return languages.filter((_, place) => !found[place]);
}

/** Thrown when an endpoint of another release answers, which happens in turn while releases change. */
export class OtherRelease extends Error {}

/**
 * The page of a survey in one language, only as this release made it for this edition: a portal's page has no such header, and two
 * releases behind one address answer in turn.
 */
export async function downloadPage(
  release: string,
  entry: SurveyEntry,
  language: string,
  fetch: typeof globalThis.fetch,
): Promise<Response | 'other-pages'> {
  const address = addressOfPage(entry.id, language);
  const page = await fetch(address, { cache: 'no-cache', redirect: 'error', credentials: 'omit' });
  if (page.ok && page.headers.has('Release') && !isOfRelease(page, release)) throw new OtherRelease(address);
  if (!page.ok || !isOfRelease(page, release)) throw new Error(`${address} is not a page of this release`);
  const inside = /<script type="application\/json" id="survey">([^<]*)</.exec(await page.clone().text())?.[1];
  return readEntry(inside ?? '')?.edition === entry.edition ? page : 'other-pages';
}

export function isOfRelease(page: Response, release: string): boolean {
  return page.headers.get('Release') === release;
}

/** Deletes what other releases keep of surveys: a release is never served with another's pages. Their code stays for open pages. */
export async function dropPagesOfOthers(release: string): Promise<void> {
  for (const name of await ourCaches()) if (name !== cacheOf(release)) await dropAll(name, () => true);
}

export async function dropPages(id: string): Promise<void> {
  for (const name of await ourCaches()) await dropAll(name, (one) => one === id);
  await (await caches.open(LACKING)).delete(addressOfEntry(id));
}

async function dropAll(cacheName: string, isDropped: (id: string) => boolean): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const { id } of await entriesIn(cacheName)) {
    if (!isDropped(id)) continue;
    const home = await cache.match(HOME);
    const isHome = home !== undefined && readEntry(await home.text())?.id === id;
    await deletePages(cache, id, isHome);
    await cache.delete(addressOfEntry(id));
    if (isHome) await cache.delete(HOME);
  }
}

/** `isHome`: the pages of the addresses that name no survey are its own. */
async function deletePages(
  cache: Cache,
  id: string,
  isHome: boolean,
  except: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const { url } of await cache.keys()) {
    const { pathname, search, searchParams } = new URL(url);
    const survey = searchParams.get('s');
    const isOurs = pathname === '/' && (survey === id || (isHome && survey === null));
    if (isOurs && !except.has(pathname + search)) await cache.delete(url);
  }
}

export function jsonOf(entry: SurveyEntry): Response {
  return new Response(JSON.stringify(entry), { headers: { 'Content-Type': 'application/json' } });
}

/** Notes in place of its entry, if that has room, that a survey found none: without a network, a page gets the note. */
export async function noteLack(id: string): Promise<void> {
  const cache = await caches.open(LACKING);
  const note = new Response('{"lacksRoom":true}');
  await cache.put(addressOfEntry(id), note).catch((error: unknown) => console.warn(error));
}

export function findLack(id: string): Promise<Response | undefined> {
  return caches.match(addressOfEntry(id), { cacheName: LACKING });
}

/** `undefined` for anything that is no entry, such as the page of a Wi-Fi network. */
export function readEntry(text: string): SurveyEntry | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    return isEntry(entry) ? entry : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEntry(entry: unknown): entry is SurveyEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { id, edition, revision, languages }: { [key in keyof SurveyEntry]?: unknown } = entry;
  return (
    typeof id === 'string' &&
    typeof edition === 'string' &&
    typeof revision === 'number' &&
    Array.isArray(languages) &&
    languages.length > 0 &&
    languages.every((language) => typeof language === 'string')
  );
}
