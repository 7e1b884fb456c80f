import { drainInWorker } from '../src/device/drain-in-worker.ts';
import { keepShared } from '../src/device/rescue/shared-files.ts';
import { countMissing, type Entry, find, install, isFirst, prune } from './precache.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: every file of the release, and a name that changes with any of them. */
declare const __PRECACHE__: readonly Entry[];
declare const __RELEASE__: string;

/** Of Background Sync, which the types of workers leave out. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

declare global {
  interface ServiceWorkerGlobalScopeEventMap {
    sync: SyncEvent;
  }
}

const RELEASE = __RELEASE__;
// Once: the build writes the whole list wherever this name stands.
const ENTRIES = __PRECACHE__;
const SHELL = '/';

self.addEventListener('install', (event) => {
  event.waitUntil(install(RELEASE, ENTRIES, fetch));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

async function activate(): Promise<void> {
  // The page of a first visit is ready offline at once; later releases wait until the page asks.
  if (await isFirst(RELEASE)) await self.clients.claim();
  await prune(RELEASE);
}

self.addEventListener('message', (event) => {
  const { data, ports } = event;
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
  // A shared tablet asks before the network is left behind.
  if (data?.type === 'WHAT_IS_MISSING')
    event.waitUntil(missingOnTablet().then((missing) => ports[0]?.postMessage(missing)));
});

/** How many files a shared tablet lacks, after those that others do without were fetched. */
async function missingOnTablet(): Promise<number> {
  const missing = await countMissing(RELEASE, ENTRIES);
  if (missing === 0) return 0;
  // Whatever the reason for which one does not come, the count says that it has not.
  await install(RELEASE, ENTRIES, fetch, true).catch((error: unknown) => console.warn(error));
  return countMissing(RELEASE, ENTRIES);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'POST' && origin === self.location.origin && pathname === '/rescue')
    return event.respondWith(keepShared(request).then((there) => Response.redirect(there, 303)));
  if (request.method !== 'GET' || origin !== self.location.origin || isServers(pathname)) return;
  event.respondWith(respond(event, pathname));
});

/** Calls to the endpoint, the previews that others' machines read, and the organiser's desk, of which nothing is kept. */
function isServers(pathname: string): boolean {
  return /^\/(api|p|organisateur|assets\/organisateur)(\/|$)/.test(pathname);
}

async function respond(event: FetchEvent, pathname: string): Promise<Response> {
  const { request } = event;
  const kept =
    (await find(RELEASE, pathname)) ?? (request.mode === 'navigate' ? await find(RELEASE, SHELL) : undefined);
  if (kept) return kept;
  // The caches were cleared, under a worker that is not installed again for that: the release is fetched anew beside the page.
  if (request.mode === 'navigate') event.waitUntil(install(RELEASE, ENTRIES, fetch));
  // Not precached, or cleared: the network, as if there were no worker.
  return fetch(request);
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(wakeOutbox());
});

async function wakeOutbox(): Promise<void> {
  // Rejecting is how the browser is asked to come back.
  if (!(await drainInWorker())) throw new Error('responses are still waiting');
}
