import { languageFor } from '../src/core/language.ts';
import type { SurveyEntry } from '../src/core/survey/survey-entry.ts';
import { abortAfter } from '../src/device/asking/abort-after.ts';
import type { OfflineSurvey } from '../src/device/port/release-worker.ts';
import { bytesKept, countMissingIn, dropEdition, keepEdition, keptEditionsOf, languagesRead } from './kept-editions.ts';
import {
  addressOfEntry,
  downloadPage,
  dropPages,
  entriesOfAll,
  entriesOfRelease,
  keptEntry,
  languagesWithoutPage,
  OtherRelease,
  putEntry,
  putPages,
  readEntry,
} from './kept-pages.ts';
import { upToThrice, type Wanted } from './precache.ts';
import { surveyOfDay } from './tablet-day.ts';

/**
 * `other-pages`: the edition is kept, but the server makes its pages for another one, or for another release. `withdrawn`: the server has
 * no such survey.
 */
export type KeepOutcome = 'kept' | 'other-pages' | 'withdrawn';

/** How long an entry may take to come, in milliseconds: a network may be there and carry nothing. */
const PATIENCE = 30_000;

/**
 * Keeps the current edition of a survey and this release's pages of it, and deletes the edition before once no release uses it.
 * Rejects when something does not come: then what was kept before is still used. While a shared tablet has its day, the edition with
 * which the day began stays. A phone keeps the languages that are wanted and those that it kept before, a shared tablet all.
 */
export function keepSurvey(
  release: string,
  id: string,
  fetch: typeof globalThis.fetch,
  { forTablet = false, languages = [] }: Wanted = {},
): Promise<KeepOutcome> {
  return alone(id, async () => {
    const before = await completeEntry(release, id);
    const day = await surveyOfDay();
    const isDays = before !== undefined && before.id === day;
    const entry = isDays ? before : await downloadEntry(id, fetch);
    if (!entry) return 'withdrawn';
    // On a shared tablet, what the next person needs is cached before the page is reported ready.
    const isTablets = forTablet || entry.id === day;
    const editions = await keptEditionsOf(id);
    const kept = await Promise.all(editions.map((name) => languagesRead(name, entry.languages)));
    const read = entry.languages.filter((one) => isTablets || [languages, ...kept].flat().includes(one));
    if (read.length === 0) read.push(languageFor(entry.languages, navigator.languages));
    await keepEdition(entry, fetch, { forTablet: isTablets, languages: read });
    if (!before) await putEntry(release, entry);
    const isAnother = before?.edition !== entry.edition;
    const lacking = isAnother ? read : await languagesWithoutPage(release, id, read);
    const pages = new Map<string, Response>();
    for (const language of lacking) {
      const page = await ownPage(release, entry, language, fetch);
      if (page === 'other-pages') return page;
      pages.set(language, page);
    }
    await putPages(release, entry, read, pages);
    await dropUnused(entry.id);
    return 'kept';
  });
}

async function ownPage(
  release: string,
  entry: SurveyEntry,
  language: string,
  fetch: typeof globalThis.fetch,
): Promise<Response | 'other-pages'> {
  try {
    return await upToThrice(() => downloadPage(release, entry, language, fetch));
  } catch (error) {
    if (error instanceof OtherRelease) return 'other-pages';
    throw error;
  }
}

/** The entry of the edition that opens without a network and not slowly, in the languages asked for or in all that are kept. */
export async function readyEntry(release: string, id: string, languages: readonly string[] = []) {
  const entry = await completeEntry(release, id);
  if (!entry) return undefined;
  const asked = entry.languages.filter((one) => languages.includes(one));
  const shown = asked.length > 0 ? asked : await languagesRead(entry, entry.languages);
  const isHere = (await countMissingIn(entry, { languages: shown })) === 0;
  return isHere && (await languagesWithoutPage(release, id, shown)).length === 0 ? entry : undefined;
}

/** How many files are missing of a survey on a shared tablet. Its pages are not counted: the generic page opens the day as well. */
export async function countMissingOf(release: string, id: string): Promise<number> {
  const entry = await entryFor(release, id);
  return entry ? countMissingIn(entry, { forTablet: true }) : 1;
}

export async function keptSurveys(release: string, languages?: readonly string[]): Promise<readonly OfflineSurvey[]> {
  const entries = await entriesOfRelease(release);
  const withState = async (entry: SurveyEntry) => ({
    ...entry,
    bytes: await bytesKept(entry),
    isReady: (await readyEntry(release, entry.id, languages)) !== undefined,
  });
  return Promise.all(entries.map(withState));
}

/** Deletes what every release keeps of a survey. */
export function removeSurvey(id: string): Promise<void> {
  return alone(id, async () => {
    await dropPages(id);
    await dropUnused(id);
  });
}

/** Whatever other releases keep and this one does not opens with this one's generic page. Returns the surveys' ids. */
export async function adoptSurveys(release: string): Promise<readonly string[]> {
  const entries = await entriesOfAll();
  for (const entry of entries)
    if (!(await keptEntry(release, entry.id)) && !(await countMissingIn(entry, {}))) await putEntry(release, entry);
  return [...new Set(entries.map(({ id }) => id))];
}

/**
 * The entry with which this release opens a survey, or the one served at `/`. Where it has none it adopts what others keep: a browser
 * that ended while another release took over may go back to this one, whose entries are gone, without activating it.
 */
export async function entryFor(release: string, id: string | undefined): Promise<SurveyEntry | undefined> {
  const kept = await keptEntry(release, id);
  if (kept) return kept;
  await adoptSurveys(release);
  return keptEntry(release, id);
}

/** Deletes the editions of a survey that no release would open. */
export async function dropUnused(id: string): Promise<void> {
  const used = new Set((await entriesOfAll()).filter((entry) => entry.id === id).map(({ edition }) => edition));
  for (const name of await keptEditionsOf(id)) if (!used.has(name.edition)) await dropEdition(name);
}

/** One at a time: an active worker and one that is being installed may keep the same survey. */
function alone<Value>(id: string, act: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(`barometre_edition/${id}`, act);
}

/** Without its edition, an entry opens nothing. */
async function completeEntry(release: string, id: string): Promise<SurveyEntry | undefined> {
  const entry = await keptEntry(release, id);
  return entry && (await countMissingIn(entry, {})) === 0 ? entry : undefined;
}

async function downloadEntry(id: string, fetch: typeof globalThis.fetch): Promise<SurveyEntry | undefined> {
  const address = addressOfEntry(id);
  const signal = abortAfter(globalThis, PATIENCE);
  const response = await fetch(address, { cache: 'no-cache', redirect: 'error', credentials: 'omit', signal });
  if (response.status === 404) return undefined;
  const entry = response.ok ? readEntry(await response.text()) : undefined;
  if (entry?.id !== id) throw new Error(`${address} answered no entry`);
  return entry;
}
