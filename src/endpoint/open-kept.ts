import type { SurveyEdition } from '../edition/edition-of.ts';
import { dayOf } from '../wire/day.ts';
import { createCounting, following, type StartColumns } from './columns/counting.ts';
import { openContacts } from './contacts/open-contacts.ts';
import { isDemonstration, withMarkedTitles } from './demonstration-folder.ts';
import { counted, type Metrics } from './health/metrics.ts';
import { createBackground } from './process/background.ts';
import { CannotStart } from './process/cannot-start.ts';
import { codeDigest } from './process/code-digest.ts';
import { log } from './process/log.ts';
import type { FolderSurveys } from './process/read-surveys.ts';
import type { Settings } from './process/settings.ts';
import { type Catalogue, createCatalogue } from './publishing/catalogue.ts';
import { assertHeldOnce } from './publishing/follower.ts';
import { claimNames, givenAddresses } from './publishing/short-addresses.ts';
import { openStorage, orTryAgain } from './storage/open-storage.ts';
import type { StartWriter } from './storage/sqlite/sqlite-writer-client.ts';
import { textSecretIn, textsApart } from './stored/texts-apart.ts';
import { assertUnchanged } from './unchanged-revisions.ts';

/**
 * Fills the catalogue with the surveys of the folder, and leaves out those without an edition. In a demonstration the catalogue has
 * marked titles, but the editions keep the titles as written.
 */
export function catalogueOf(
  settings: Settings,
  read: FolderSurveys,
  editions: ReadonlyMap<string, SurveyEdition>,
): Catalogue {
  const [first] = read.surveys.keys();
  const catalogue = createCatalogue({ fixed: settings.homeSurvey, first });
  const surveys = isDemonstration(settings) ? withMarkedTitles(read.surveys) : read.surveys;
  for (const [id, published] of surveys) {
    const edition = editions.get(id);
    if (edition) catalogue.put(published, edition);
  }
  return catalogue;
}

/** Replaces what starts the SQLite writer and the columns. */
export interface DataThreads {
  readonly startWriter?: StartWriter;
  readonly startColumns?: StartColumns;
}

export type EndpointData = Awaited<ReturnType<typeof openKept>>;

/** Opens the databases of responses and contacts, and the columns that are counted. Closes the first database if the second cannot be opened. */
export async function openKept(
  settings: Settings,
  read: FolderSurveys,
  catalogue: Catalogue,
  threads: DataThreads,
  metrics: Metrics,
) {
  const { startWriter, startColumns } = threads;
  const secret = await textSecretIn(settings.dataDir, settings.disclosureKey);
  const background = createBackground(metrics.failed);
  const { surveys } = catalogue;
  const options = {
    background,
    observe: metrics.committed,
    texts: textsApart(surveys, secret),
    onUnreported: (settings: readonly string[]) =>
      log('durability-unreported', { settings: settings.join(' '), answers: 'the host of the database' }),
    ...(startWriter && { startWriter }),
  };
  const opened = counted(await openStorage(settings, options), metrics);
  const prepare = async () => {
    if (settings.surveysDir !== undefined) await assertUnchanged(opened, read, settings.surveysDir);
    await assertHeldOnce(opened, read.surveys, settings);
    const today = dayOf(new Date());
    for (const [id, { current }] of read.surveys) {
      await opened.publishRevision(id, current.revision, today);
      const refused = await claimNames(opened, id, current.notice?.short);
      if (refused) throw new CannotStart(`${refused}: the id of ${id}, or the short name in its notice.json`);
      catalogue.shorts.set(id, await givenAddresses(opened, current));
    }
    const code = await codeDigest();
    // Sources may change under a file of columns, and have no digest to tell.
    const files = code && { dataDir: settings.dataDir, code, epoch: (await opened.standing()).epoch };
    return { files, contacts: await openContacts(settings, options) };
  };
  const { files, contacts } = await prepare().catch(async (error: unknown) => {
    // The writer thread of an open storage would keep the process from ending.
    await opened.close();
    throw orTryAgain(error);
  });
  const counting = createCounting(
    { source: opened.source, surveys, ...(files && { files }) },
    { background, ...(startColumns && { start: startColumns }) },
  );
  const storage = following(opened, surveys, counting);
  catalogue.watch((survey) => counting.published(survey, surveys.get(survey)));
  const close = async () => {
    await counting.close();
    await storage.close();
    await contacts.close();
  };
  return { storage, contacts, counting, surveys, background, close };
}
