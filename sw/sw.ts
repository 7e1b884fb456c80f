import { OWN } from '../src/core/own-paths.ts';
import { drainInWorker } from '../src/device/drain-in-worker.ts';
import type { WorkerCalls } from '../src/device/port/release-worker.ts';
import { keepShared } from '../src/device/rescue/shared-files.ts';
import { answerNavigation, answerSharedLink, answerSurveys } from './answer.ts';
import { countMissingOf, type KeepOutcome, keepSurvey, keptSurveys, readyEntry, removeSurvey } from './keep-survey.ts';
import { isFull } from './kept-editions.ts';
import { keptEntry, noteLack } from './kept-pages.ts';
import { dropOldest } from './make-room.ts';
import { countMissing, type Entry, find, install, isFirst, languageOfFile, type Wanted, wantedOf } from './precache.ts';
import { prepareSurveys } from './prepare-surveys.ts';
import { takeOver } from './take-over.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: every file of the release, and a name that changes with any of them. */
declare const __PRECACHE__: readonly Entry[];
declare const __RELEASE__: string;

/** The event of Background Sync, which the types of workers leave out. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

declare global {
  interface ServiceWorkerGlobalScopeEventMap {
    sync: SyncEvent;
  }
}

/** Calls to the endpoint, the pictures of previews, and the organiser's desk, of which nothing is kept. */
const SERVERS = new RegExp(`^(${OWN.api}|${OWN.preview}|(${OWN.assets})?${OWN.desk})(/|$)|^${OWN.profile}/.*\\.png$`);

const RELEASE = __RELEASE__;
// Used once: the build replaces each occurrence of this name by the whole list.
const ENTRIES = __PRECACHE__;

self.addEventListener('install', (event) => {
  event.waitUntil(installWhole());
});

async function installWhole(): Promise<void> {
  await install(RELEASE, ENTRIES, fetch);
  // On a first visit the page asks for its own survey.
  if (!(await isFirst(RELEASE))) await prepareSurveys(RELEASE, fetch);
}

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

async function activate(): Promise<void> {
  // The page of a first visit is ready offline at once; later releases wait until the page asks.
  if (await isFirst(RELEASE)) await self.clients.claim();
  await takeOver(RELEASE);
}

self.addEventListener('message', (event) => {
  const { data, ports, source } = event;
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
  const reply = <Call extends keyof WorkerCalls>(call: Call, make: () => Promise<WorkerCalls[Call]>) => {
    if (data?.type === call) event.waitUntil(make().then((answer) => ports[0]?.postMessage(answer)));
  };
  const survey = typeof data?.survey === 'string' ? data.survey : undefined;
  const languages: readonly string[] = data?.languages ?? [];
  reply('KEPT_SURVEYS', async () => {
    const [kept, isRead] = await Promise.all([keptSurveys(RELEASE, languages), hasWords(languages)]);
    return kept.map((one) => ({ ...one, isReady: one.isReady && isRead }));
  });
  // A shared tablet asks before the network is left behind.
  reply('WHAT_IS_MISSING', () => missingOnTablet(survey));
  const asking = source instanceof Client ? source.id : undefined;
  reply('MAKE_ROOM', async () => dropOldest(RELEASE, await surveysOnScreen(asking)));
  if (survey === undefined) return;
  reply('KEEP_SURVEY', async () => {
    if (!(await hasWords(languages))) await bring({ languages });
    const outcome = await tryToKeep(survey, { languages });
    const lacksRoom = outcome === 'no-room' && !(await keptEntry(RELEASE, survey));
    if (lacksRoom) await noteLack(survey);
    const isRead = await hasWords(languages);
    const edition = isRead ? (await readyEntry(RELEASE, survey, languages))?.edition : undefined;
    return { edition, isCurrent: outcome === 'kept' && isRead, lacksRoom };
  });
  reply('REMOVE_SURVEY', async () => {
    await removeSurvey(survey);
    return keptSurveys(RELEASE);
  });
});

/** Ignores why a file does not come: the caller looks at what is kept. `no-room`: no other survey may go for it. */
async function tryToKeep(survey: string, wanted: Wanted): Promise<KeepOutcome | 'no-room' | undefined> {
  try {
    return await keepSurvey(RELEASE, survey, fetch, wanted);
  } catch (error) {
    console.warn(error);
    if (!isFull(error)) return undefined;
    // Others give way, as few as it needs.
    const hasDropped = await dropOldest(RELEASE, [survey, ...(await surveysOnScreen())]);
    return hasDropped ? tryToKeep(survey, wanted) : 'no-room';
  }
}

/** Includes the page that asks, perhaps while it is left. An address that names no survey is of the one served at `/`. */
async function surveysOnScreen(asking?: string): Promise<readonly (string | undefined)[]> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const home = await keptEntry(RELEASE, undefined);
  const shown = pages.filter(({ id, visibilityState }) => id === asking || visibilityState === 'visible');
  return shown.map(({ url }) => new URL(url).searchParams.get('s') ?? home?.id);
}

/** How many files a shared tablet lacks, after those that others do without were fetched. */
async function missingOnTablet(survey: string | undefined): Promise<number> {
  const count = async () =>
    (await countMissing(RELEASE, wantedOf(ENTRIES, await wantedOnTablet(survey)))) +
    (survey === undefined ? 0 : await countMissingOf(RELEASE, survey));
  if ((await count()) === 0) return 0;
  if (survey !== undefined) await tryToKeep(survey, { forTablet: true });
  await bring(await wantedOnTablet(survey));
  return count();
}

/** The next person may choose any language of the survey. */
async function wantedOnTablet(survey: string | undefined): Promise<Required<Wanted>> {
  const entry = survey === undefined ? undefined : await keptEntry(RELEASE, survey);
  const { languages = [], interface: buttons = 'en' } = entry ?? {};
  return { forTablet: true, languages: [buttons, ...languages.flatMap((tag) => [tag, tag.split('-')[0] ?? tag])] };
}

/** Whatever the reason for which a file does not come, what asks next says that it is not here. */
async function bring(wanted: Wanted): Promise<void> {
  await install(RELEASE, ENTRIES, fetch, wanted).catch((error: unknown) => console.warn(error));
}

async function hasWords(languages: readonly string[]): Promise<boolean> {
  const files = ENTRIES.filter(({ url }) => languages.includes(languageOfFile(url) ?? ''));
  return (await countMissing(RELEASE, files)) === 0;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const { origin, pathname } = url;
  if (request.method === 'POST' && origin === self.location.origin && pathname === OWN.rescue)
    return event.respondWith(keepShared(request, self, Date.now()).then((there) => Response.redirect(there, 303)));
  if (request.method !== 'GET' || origin !== self.location.origin || SERVERS.test(pathname)) return;
  event.respondWith(pathname.startsWith(`${OWN.profile}/`) ? answerSharedLink(url, request) : respond(event, url));
});

async function respond(event: FetchEvent, url: URL): Promise<Response> {
  const { request } = event;
  if (url.pathname.startsWith(`${OWN.surveys}/`)) return answerSurveys(RELEASE, url.pathname, request);
  const isPage = request.mode === 'navigate';
  const kept = isPage ? await answerNavigation(RELEASE, url, request) : await find(RELEASE, url.pathname);
  if (kept) return kept;
  // The caches were cleared, under a worker that is not installed again for that: the release is downloaded again while the page loads.
  const language = languageOfFile(url.pathname);
  if (isPage) event.waitUntil(install(RELEASE, ENTRIES, fetch));
  else if (language !== undefined) event.waitUntil(bring({ languages: [language] }));
  return fetch(request);
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(wakeOutbox());
});

async function wakeOutbox(): Promise<void> {
  // Rejecting is how the browser is asked to come back.
  if (!(await drainInWorker())) throw new Error('responses are still waiting');
}
