import { type Entry, fill, lackedBy, languageOfFile, type Wanted } from './precache.ts';

/** Not named as releases are, whose caches are deleted with them. */
const PREFIX = 'barometre_edition/';
/** Stored last: a cache that holds it holds its whole edition. */
const LISTING = 'files.json';
/** The name of an edition is that many hexadecimal digits of the SHA-256 of its listing. */
const NAME_DIGITS = 32;

/** A line of the listing of an edition. */
interface EditionFile {
  readonly path: string;
  readonly integrity: string;
  readonly bytes: number;
  /** Which devices keep it for use without a network. */
  readonly for: 'phone' | 'tablet' | 'network';
}

/** The survey that an edition belongs to, and the edition's name. */
interface EditionName {
  readonly id: string;
  readonly edition: string;
}

export function addressInEdition({ id, edition }: EditionName, path: string): string {
  return `/surveys/${id}/${edition}/${path}`;
}

/**
 * Downloads what a device lacks of an edition, or rejects; what an earlier attempt brought is used, and what another edition has
 * already is copied. When the storage is full, an incomplete edition is deleted: it would take the room of everything else.
 */
export async function keepEdition(name: EditionName, fetch: typeof globalThis.fetch, wanted: Wanted): Promise<void> {
  const cache = await caches.open(cacheNameOf(name));
  const listing = addressInEdition(name, LISTING);
  const kept = await cache.match(listing);
  const isComplete = kept !== undefined;
  try {
    const list = kept ?? (await downloadListing(name, fetch));
    const { files } = await readListing(list.clone());
    const others = (await keptEditionsOf(name.id)).filter(({ edition }) => edition !== name.edition);
    const copy = ({ url, integrity }: Entry) => copyOf(url.slice(addressInEdition(name, '').length), integrity, others);
    // The page may have downloaded some of them a moment ago: a file of an edition never changes, so the browser's own copy will do.
    const ask: typeof fetch = (url, init) => fetch(url, { ...init, cache: 'default' }).catch(() => fetch(url, init));
    await fill(cache, entriesOf(name, files, wanted), copy, ask);
    if (!isComplete) await cache.put(listing, list);
  } catch (error) {
    if (!isComplete && isFull(error)) await dropEdition(name);
    throw error;
  }
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** How many files are missing of an edition; at least one when it is not complete. */
export async function countMissingIn(name: EditionName, wanted: Wanted): Promise<number> {
  const files = await filesOf(name);
  if (!files) return 1;
  const lacked = await lackedBy(await caches.open(cacheNameOf(name)), entriesOf(name, files, wanted));
  return lacked.length;
}

/** The languages, of these, in which an edition was read here: their texts are. */
export async function languagesRead(name: EditionName, languages: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(languages.map((language) => findInEdition(name, `texts.${language}.json`)));
  return languages.filter((_, place) => found[place]);
}

/** The bytes of all files of an edition that are kept here. */
export async function bytesKept(name: EditionName): Promise<number> {
  const files = (await filesOf(name)) ?? [];
  const lacked = await lackedBy(await caches.open(cacheNameOf(name)), entriesOf(name, files, { forTablet: true }));
  const missing = new Set(lacked.map(({ url }) => url));
  return files
    .filter((file) => file.for !== 'network' && !missing.has(addressInEdition(name, file.path)))
    .reduce((total, { bytes }) => total + bytes, 0);
}

export function findInEdition(name: EditionName, path: string): Promise<Response | undefined> {
  return caches.match(addressInEdition(name, path), { cacheName: cacheNameOf(name), ignoreVary: true });
}

/** Every edition of a survey that has a cache, complete or not. */
export async function keptEditionsOf(id: string): Promise<readonly EditionName[]> {
  const prefix = `${PREFIX}${id}/`;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  return names.map((name) => ({ id, edition: name.slice(prefix.length) }));
}

/** First the listing, then each file: Chromium frees the room of a deleted cache only once no page or worker refers to it any more. */
export async function dropEdition(name: EditionName): Promise<void> {
  const cache = await caches.open(cacheNameOf(name));
  await cache.delete(addressInEdition(name, LISTING));
  for (const request of await cache.keys()) await cache.delete(request);
  await caches.delete(cacheNameOf(name));
}

function cacheNameOf({ id, edition }: EditionName): string {
  return `${PREFIX}${id}/${edition}`;
}

/** The name of an edition is the digest of its listing, so no other answer can be taken for it. */
async function downloadListing(name: EditionName, fetch: typeof globalThis.fetch): Promise<Response> {
  const address = addressInEdition(name, LISTING);
  const response = await fetch(address, { cache: 'reload', redirect: 'error', credentials: 'omit' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex.slice(0, NAME_DIGITS) !== name.edition) throw new Error(`${address} is not the listing of its edition`);
  return response;
}

async function filesOf(name: EditionName): Promise<readonly EditionFile[] | undefined> {
  const listing = await findInEdition(name, LISTING);
  return listing && (await readListing(listing)).files;
}

function readListing(listing: Response): Promise<{ readonly files: readonly EditionFile[] }> {
  return listing.json();
}

function entriesOf(name: EditionName, files: readonly EditionFile[], wanted: Wanted): readonly Entry[] {
  const read = new Set<string | undefined>([undefined, ...(wanted.languages ?? [])]);
  const isForPhone = (file: EditionFile) => file.for === 'phone' && read.has(languageOfFile(file.path));
  return files
    .filter((file) => (wanted.forTablet ? file.for !== 'network' : isForPhone(file)))
    .map(({ path, integrity }) => ({ url: addressInEdition(name, path), integrity }));
}

async function copyOf(path: string, integrity: string, others: readonly EditionName[]): Promise<Response | undefined> {
  for (const other of others) {
    const file = (await filesOf(other))?.find((one) => one.path === path);
    if (file?.integrity === integrity) return findInEdition(other, path);
  }
  return undefined;
}
