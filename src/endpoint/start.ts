import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import type { SurveyEdition } from '../edition/edition-of.ts';
import { dayOf } from '../wire/day.ts';
import { createApp } from './app.ts';
import { createCounting, following, type StartColumns } from './columns/counting.ts';
import { createContactList } from './contacts/contact-list.ts';
import { expireHourly } from './contacts/expire-contacts.ts';
import { openContacts } from './contacts/open-contacts.ts';
import { isDemonstration, readInventedTexts, withMarkedTitles } from './demonstration/demonstration-folder.ts';
import type { StartExport } from './exports/export-client.ts';
import { readAssets } from './http/assets.ts';
import { createHttpServer, type Fetch, listen, stop } from './http/server.ts';
import { createVerbatims } from './moderation/draw-verbatims.ts';
import { type Background, createBackground, runEachMinute } from './process/background.ts';
import { makeDataFolder } from './process/create-once.ts';
import { leavesSpace } from './process/free-space.ts';
import { log, logCounting } from './process/log.ts';
import { editionsOf, type ReadFiles, readSurveys } from './process/read-surveys.ts';
import type { Settings } from './process/settings.ts';
import { type Catalogue, createCatalogue } from './publishing/catalogue.ts';
import { assertHeldOnce, followStorage } from './publishing/follower.ts';
import type { StartPages } from './publishing/page-renderer.ts';
import { createPages, readRelease } from './publishing/pages.ts';
import { createPublisher } from './publishing/publisher.ts';
import { createReading, type StartReading } from './publishing/upload/reading-client.ts';
import { disclosureSecretIn } from './results/disclosure-secret.ts';
import { createPublications } from './results/publications.ts';
import { type KeyPlace, keysForSurvey, openerOf, provenKeys } from './sealed/opener.ts';
import type { StartWriter } from './storage/sqlite/sqlite-writer-client.ts';
import { textsApart } from './stored/texts-apart.ts';
import { firstTokenIn } from './tokens/first-token.ts';
import { createKeyring } from './tokens/keyring.ts';
import { readInTokens } from './tokens/token-file.ts';
import { assertUnchanged } from './unchanged-revisions.ts';
import { counted, createMetrics, type Metrics } from './upkeep/metrics.ts';
import { assertReadableData, openStorage, orTryAgain } from './upkeep/open-storage.ts';

export interface Endpoint {
  readonly url: string;
  /** Present when it was made by this start. */
  readonly newToken?: string;
  /** Stops accepting, finishes what is in flight, closes the storage. Bounded. */
  readonly close: () => Promise<void>;
}

/** What runs beside the event loop that answers. */
export interface Threads {
  readonly startWriter?: StartWriter;
  readonly startColumns?: StartColumns;
  readonly startExport?: StartExport;
  readonly startReading?: StartReading;
  readonly startPages?: StartPages;
}

/** `threads` when they are to run elsewhere than in threads of what was built. */
export async function startEndpoint(settings: Settings, threads: Threads = {}): Promise<Endpoint> {
  const read = await readSurveys(settings);
  const invented = isDemonstration(settings) ? await readInventedTexts(settings.dataDir) : {};
  const editions = editionsOf(read, invented);
  assertReadableData(settings);
  await makeDataFolder(settings.dataDir);
  const { token, isNew } = settings.organiserToken
    ? { token: settings.organiserToken, isNew: false }
    : await firstTokenIn(settings.dataDir);
  const keyring = createKeyring(token, []);
  const place: KeyPlace = { dataDir: settings.dataDir, passphrase: settings.sealingPassphrase };
  const keys = new Map(await provenKeys(place, read.surveys, dayOf(new Date())));
  const keysOf = (published: PublishedSurvey) => keysForSurvey(place, published, dayOf(new Date()));
  const isHeldByFiles = (survey: string) => read.surveys.has(survey);
  const assets = await readAssets(settings.assetsDir);
  const release = await readRelease(settings.assetsDir, assets);
  const metrics = createMetrics();
  const catalogue = catalogueOf(settings, read, editions);
  const kept = await openKept(settings, read, catalogue, threads, metrics);
  const reading = createReading(threads.startReading);
  const follower = await followStorage({
    storage: kept.storage,
    keyring,
    background: kept.background,
    isHeldByFiles,
    read: reading.read,
    async serve({ published, edition }) {
      const { id } = published.current;
      const found = await keysOf(published);
      // Devices keep what cannot be opened, and send it again once the key is back.
      if (!found) log('sealing-keys-missing', { survey: id });
      for (const [key, half] of found ?? []) keys.set(key, half);
      catalogue.put(published, edition);
    },
    drop: catalogue.remove,
  }).catch(async (error: unknown) => {
    await reading.close();
    await kept.close();
    throw orTryAgain(error);
  });
  const parts = publishing(kept, isDemonstration(settings));
  const pages =
    release &&
    createPages({
      release,
      catalogue,
      publicUrl: settings.publicUrl,
      ...(threads.startPages && { start: threads.startPages }),
    });
  const app = createApp({
    ...parts,
    keyring,
    look: follower.look,
    lookAtTokens: follower.lookAtTokens,
    publisher: createPublisher({
      storage: kept.storage,
      read: reading.read,
      today: () => dayOf(parts.now()),
      hasSpace: (bytes) => leavesSpace(settings, bytes),
      isHeldByFiles,
      opensSealed: async (published) => (await keysOf(published)) !== undefined,
      changed: follower.look,
    }),
    rate: settings.rate,
    open: openerOf(keys),
    assets,
    catalogue,
    ...(pages && { pages }),
    metrics,
    audit: (use) => log('organiser', { ...use }),
    wrongToken: logCounting('organiser', { use: 'refused' }),
    proxies: settings.proxies,
    ...(threads.startExport && { startExport: threads.startExport }),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
  });
  const https = settings.publicUrl?.startsWith('https:') ?? false;
  const server = createHttpServer(countingReplies(app.fetch, metrics), { https, proxies: settings.proxies });
  try {
    const url = await listen(server, settings);
    const tasks = beginTasks(parts, kept.background);
    // Rendered before anyone asks: it is the page that most people open.
    void pages?.of(catalogue.home(), null);
    return {
      url,
      ...(isNew ? { newToken: token } : {}),
      close: async () => {
        await stop(server);
        await tasks.stop();
        await follower.stop();
        await reading.close();
        await pages?.close();
        await kept.close();
        metrics.close();
      },
    };
  } catch (error) {
    await follower.stop();
    await reading.close();
    await kept.close();
    throw error;
  }
}

/** Fills the catalogue with the surveys of the folder; their editions are of the surveys as written, without the mark of a demonstration. */
function catalogueOf(settings: Settings, read: ReadFiles, editions: ReadonlyMap<string, SurveyEdition>): Catalogue {
  const [first] = read.surveys.keys();
  const catalogue = createCatalogue(settings.homeSurvey ?? first);
  const surveys = isDemonstration(settings) ? withMarkedTitles(read.surveys) : read.surveys;
  for (const [id, published] of surveys) {
    const edition = editions.get(id);
    if (edition) catalogue.put(published, edition);
  }
  return catalogue;
}

type Kept = Awaited<ReturnType<typeof openKept>>;

/** Opens both databases and the columns that are counted; closes again what was opened when the next cannot be. */
async function openKept(settings: Settings, read: ReadFiles, catalogue: Catalogue, threads: Threads, metrics: Metrics) {
  const { startWriter, startColumns } = threads;
  const secret = await disclosureSecretIn(settings.dataDir, settings.disclosureKey);
  const background = createBackground(metrics.failed);
  const { surveys } = catalogue;
  const options = {
    background,
    observe: metrics.committed,
    texts: textsApart(surveys, secret),
    untold: (settings: readonly string[]) =>
      log('durability-untold', { settings: settings.join(' '), answers: 'the host of the database' }),
  };
  const opened = counted(await openStorage(settings, { ...options, ...(startWriter && { startWriter }) }), metrics);
  if (settings.surveysDir !== undefined) await assertUnchanged(opened, read, settings.surveysDir);
  const prepare = async () => {
    await assertHeldOnce(opened, read.surveys, settings);
    await readInTokens(settings.dataDir, opened);
    return await openContacts(settings, options);
  };
  const contacts = await prepare().catch(async (error: unknown) => {
    // Its writer would keep a process that listens to nobody from ending.
    await opened.close();
    throw orTryAgain(error);
  });
  const counting = createCounting(
    { source: opened.source, surveys, secret },
    { background, ...(startColumns && { start: startColumns }) },
  );
  const storage = following(opened, surveys, counting);
  catalogue.watch((survey) => counting.published(survey, surveys.get(survey)));
  const close = async () => {
    await counting.close();
    await storage.close();
    await contacts.close();
  };
  return { storage, contacts, counting, surveys, secret, background, close };
}

/** What makes publications, lots of comments and the list of contacts from what is kept. */
function publishing({ storage, contacts, counting, surveys, secret, background }: Kept, isDemonstration: boolean) {
  const now = () => new Date();
  const shared = { storage, surveys, now, secret, background, isDemonstration };
  return {
    storage,
    contacts,
    counting,
    surveys,
    now,
    isDemonstration,
    publications: createPublications({ ...shared, counting }),
    verbatims: createVerbatims(shared),
    contactList: createContactList({ contacts, surveys, now }),
  };
}

/** Begins what runs each minute and each hour. */
function beginTasks(parts: ReturnType<typeof publishing>, background: Background) {
  const { contacts, surveys, now, contactList, publications, verbatims } = parts;
  const daily = runEachMinute(
    [
      ['contacts', contactList.look],
      ['publication', publications.publishDue],
      ['verbatims', verbatims.drawDue],
    ],
    background,
  );
  const expiring = expireHourly({ contacts, surveys, now }, background);
  return {
    async stop() {
      await daily.stop();
      await expiring.stop();
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
