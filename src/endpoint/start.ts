import { rm } from 'node:fs/promises';
import * as os from 'node:os';
import { join } from 'node:path';
import { dayOf } from '../wire/day.ts';
import { createApp } from './app.ts';
import { createContactList } from './contacts/contact-list.ts';
import { expireHourly } from './contacts/expire-contacts.ts';
import { isDemonstration, readInventedTexts } from './demonstration-folder.ts';
import { createDossier } from './dossier/survey-dossier.ts';
import type { StartExport } from './exports/export-client.ts';
import { createMetrics, type Metrics } from './health/metrics.ts';
import { readAssets } from './http/assets.ts';
import { createHttpServer, type Fetch, listen, stop } from './http/server.ts';
import { purgeHourly } from './lifecycle/purge.ts';
import { createTrials } from './lifecycle/trial.ts';
import { createVerbatims } from './moderation/draw-verbatims.ts';
import type { Nearby } from './nearby/nearby.ts';
import type { Machine } from './nearby/own-names.ts';
import { catalogueOf, type DataThreads, type EndpointData, openKept } from './open-kept.ts';
import { runEachMinute } from './process/background.ts';
import { assertClock } from './process/cannot-start.ts';
import { codeDigest } from './process/code-digest.ts';
import { makeDataFolder } from './process/create-once.ts';
import { log, logCounting } from './process/log.ts';
import { editionsOf, readSurveys } from './process/read-surveys.ts';
import { programIn, type Settings } from './process/settings.ts';
import { followPublished } from './publishing/follow-published.ts';
import type { StartPages } from './publishing/pages/page-renderer.ts';
import { createPages, readRelease } from './publishing/pages/pages.ts';
import type { StartReading } from './publishing/upload/reading-client.ts';
import { createPublications, type PublicationParts } from './results/publications.ts';
import { rememberedNightsIn } from './results/remembered-nights.ts';
import { openerOf, provenKeys } from './sealed/opener.ts';
import { assertReadableData, orTryAgain } from './storage/open-storage.ts';
import { createKeyring, firstTokenIn } from './tokens/keyring.ts';

export interface Endpoint {
  readonly url: string;
  /** Present when it was made by this start. */
  readonly newToken?: string;
  /** Where `serve --https` explains itself, and what tablets open. */
  readonly tablets?: { readonly page: string; readonly origins: readonly string[] };
  /** Stops accepting, finishes what is in flight, closes the storage. Bounded. */
  readonly close: () => Promise<void>;
}

/** Work that runs outside the event loop that answers requests. */
interface Threads extends DataThreads {
  readonly startExport?: StartExport;
  readonly startReading?: StartReading;
  readonly startPages?: StartPages;
}

/** `threads` when they are to run elsewhere than in threads of what was built, `machine` for other addresses than its own. */
export async function startEndpoint(
  settings: Settings,
  threads: Threads = {},
  machine: Machine = os,
): Promise<Endpoint> {
  assertClock();
  const read = await readSurveys(settings);
  const invented = isDemonstration(settings) ? await readInventedTexts(settings.dataDir) : {};
  const editions = editionsOf(read, invented);
  assertReadableData(settings);
  await makeDataFolder(settings.dataDir);
  const { token, isNew } = settings.organiserToken
    ? { token: settings.organiserToken, isNew: false }
    : await firstTokenIn(settings.dataDir);
  const keyring = createKeyring(token, []);
  const keys = new Map(await provenKeys(settings, read.surveys, dayOf(new Date())));
  const assets = await readAssets(settings.assetsDir);
  const release = await readRelease(settings.assetsDir, assets);
  const nearby = settings.isNearby
    ? await (await import('./nearby/nearby.ts')).createNearby(settings, assets, machine)
    : undefined;
  const metrics = createMetrics();
  const catalogue = catalogueOf(settings, read, editions);
  const kept = await openKept(settings, read, catalogue, threads, metrics);
  const isHeldByFiles = (survey: string) => read.surveys.has(survey);
  const following = { ...kept, settings, catalogue, keyring, keys, isHeldByFiles };
  const followed = await followPublished(following, threads.startReading).catch(async (error: unknown) => {
    await kept.close();
    throw orTryAgain(error);
  });
  const parts = publishing(kept, isDemonstration(settings), {
    code: await codeDigest(),
    remembered: await rememberedNightsIn(settings.dataDir),
  });
  const pages =
    release &&
    createPages({
      release,
      catalogue,
      publicUrl: settings.publicUrl,
      ...(threads.startPages && { start: threads.startPages }),
    });
  const dossier = await createDossier({ ...parts, settings, catalogue });
  const app = createApp({
    ...parts,
    dossier,
    keyring,
    look: followed.look,
    lookAtTokens: followed.lookAtTokens,
    publisher: followed.publisher,
    rate: settings.rate,
    open: openerOf(keys),
    assets,
    catalogue,
    ...(pages && { pages }),
    program: await programIn(settings),
    metrics,
    audit: (use) => log('organiser', { ...use }),
    enteredByCode: (name) => log('organiser', { by: name, use: 'POST entry' }),
    wrongToken: logCounting('organiser', { use: 'refused' }),
    proxies: settings.proxies,
    ...(threads.startExport && { startExport: threads.startExport }),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    ...(nearby && { origins: nearby.origins }),
  });
  const https = settings.publicUrl?.startsWith('https:') ?? false;
  const answer = countingReplies(app.fetch, metrics);
  const server = createHttpServer(nearby?.onLaptop(answer) ?? answer, { https, proxies: settings.proxies });
  try {
    await nearby?.listen(answer);
    const url = await listen(server, settings);
    const tasks = beginTasks(parts, settings, nearby);
    // Rendered before anyone asks: it is the page that most people open.
    void pages?.of(catalogue.home(), { asked: null, reader: [] });
    return {
      url,
      ...(isNew ? { newToken: token } : {}),
      ...(nearby && { tablets: { page: `${url}${nearby.page}`, origins: nearby.origins() } }),
      close: async () => {
        await Promise.all([stop(server), nearby?.close()]);
        await tasks.stop();
        for (const one of [followed, pages, kept, metrics]) await one?.close();
      },
    };
  } catch (error) {
    for (const one of [nearby, followed, kept]) await one?.close();
    // This start made a token and did not show it: the next start makes another, and shows that.
    if (isNew) await rm(join(settings.dataDir, 'organiser-token'), { force: true });
    throw error;
  }
}

/** What makes publications, lots of comments and the list of contacts from what is kept. */
function publishing(
  { storage, contacts, counting, surveys, background }: EndpointData,
  isDemonstration: boolean,
  made: Pick<PublicationParts, 'code' | 'remembered'>,
) {
  const shared = { storage, contacts, counting, surveys, background, isDemonstration, now: () => new Date() };
  return {
    ...shared,
    publications: createPublications({ ...shared, ...made }),
    verbatims: createVerbatims(shared),
    contactList: createContactList(shared),
  };
}

/** Begins what runs each minute and each hour. */
function beginTasks(parts: ReturnType<typeof publishing>, settings: Settings, nearby: Nearby | undefined) {
  const { background, counting, contactList, publications, verbatims } = parts;
  const trials = createTrials(parts);
  const daily = runEachMinute(
    [
      ['counting', counting.keep],
      ['contacts', contactList.look],
      ['trials', trials.eraseEnded],
      ['publication', publications.publishDue],
      ['verbatims', verbatims.drawDue],
      ...(nearby ? [['nearby', nearby.look] as const] : []),
    ],
    background,
  );
  const hourly = [expireHourly(parts, background), purgeHourly({ ...parts, settings })];
  return {
    async stop() {
      await daily.stop();
      for (const one of hourly) await one.stop();
    },
  };
}

/** Leaves a reply that is there at once as it is: waiting for it costs more than counting it. */
function countingReplies(fetch: ReturnType<typeof createApp>['fetch'], metrics: Metrics): Fetch {
  const count = (response: Response) => {
    metrics.answered(response.status);
    return response;
  };
  return (request, ...rest) => {
    const response = fetch(request, ...rest);
    return response instanceof Promise ? response.then(count) : count(response);
  };
}
