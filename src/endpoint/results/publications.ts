import { createHash } from 'node:crypto';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { dueNight, isTerritoryNight } from '../../core/results/disclosure/calendar.ts';
import type { Uniform } from '../../core/results/disclosure/geometric.ts';
import { BOOK, type Ledger, nextBook, type Occasion } from '../../core/results/disclosure/ledger.ts';
import { shownIn } from '../../core/results/disclosure/publication.ts';
import type { StoredLedger } from '../../core/results/ledger/former-ledger.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import { dayOf, daysAfter, daysBetween } from '../../wire/day.ts';
import type { Asset } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import {
  addedBy,
  type ClosingDays,
  closingDays,
  isFinalMade,
  type Lifecycle,
  orderedNights,
  readLifecycle,
} from '../lifecycle/lifecycle.ts';
import { isOnTrial } from '../lifecycle/trial.ts';
import { type Background, createBackground } from '../process/background.ts';
import { keptResults } from '../process/kept-fresh.ts';
import { log } from '../process/log.ts';
import type { NightRow, Storage } from '../storage/storage.ts';
import { type PublicationRecord, readKept, readLedger, type ShownRecord } from './kept-publications.ts';
import { publicBody } from './public-body.ts';
import { type PublicationStateParts, publicationState, restoresUpTo } from './publication-state.ts';
import { systemUniform } from './uniform.ts';

export type Publications = ReturnType<typeof createPublications>;

export interface PublicationParts extends PublicationStateParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly background?: Background;
  /** Chance, from the system's generator unless a test has its own. */
  readonly uniform?: Uniform;
  /** The digest of the code, where it is known: each publication names it. */
  readonly code?: string | undefined;
}

/** How long a body read from the storage serves: another endpoint may have published meanwhile. */
const FRESH = 60_000;

export function createPublications(parts: PublicationParts) {
  const { storage, surveys, now, background = createBackground(), uniform = systemUniform() } = parts;
  const bodies = keptResults<number, Asset>();
  let forgottenOn: string | undefined;

  /** On which day a text came is of no use but for what is shown before the day is over. */
  async function forgetDays(day: string): Promise<void> {
    if (day === forgottenOn) return;
    await storage.forgetDays(day);
    forgottenOn = day;
  }

  return {
    /** The current publication, without asking the storage more than once a minute. */
    of(published: PublishedSurvey): Promise<Asset> {
      const at = now().getTime();
      const isCurrent = (since: number) => Math.abs(at - since) < FRESH;
      return bodies.get(published.current.id, at, async () => readyBody(await publicBody(published, parts)), isCurrent);
    },
    /** Reads a survey again, after what has just been decided about it. */
    forget: (survey: string): void => bodies.forget(survey),
    /** Returns the state of a survey's publications, which the desk shows. */
    state: (published: PublishedSurvey, lifecycle: Lifecycle, days: ClosingDays) =>
      publicationState(parts, published, lifecycle, days),
    /** Makes the publication of each survey that is due, from the responses received before its day. Never because somebody reads. */
    async publishDue() {
      const day = dayOf(now());
      // What fails is due again at the next look, and holds up no other survey.
      await background('publication', () => forgetDays(day));
      for (const published of surveys.values()) {
        const { id } = published.current;
        // The calendar of a survey begins with its responses, once those of its trial are erased.
        if (isOnTrial(published, now())) continue;
        const publish = async () => (await publishOne(published, day, { ...parts, uniform })) && bodies.forget(id);
        await background('publication', publish, id);
      }
    },
  };
}

type Making = Pick<PublicationParts, 'storage' | 'counting' | 'code' | 'remembered'> & { readonly uniform: Uniform };

/** Opens the ledger of a survey, or makes the publication that is due. Says whether a row was written: by whom shows when it is read. */
async function publishOne(published: PublishedSurvey, today: string, making: Making): Promise<boolean> {
  const { storage, remembered } = making;
  const { id } = published.current;
  const { epoch } = await storage.standing();
  const kept = await readKept(storage, id);
  if (!kept) {
    await storage.publishNight(firstRow(id, today, epoch));
    return true;
  }
  const { openedOn } = kept.shown;
  const seen = remembered?.last(id, openedOn);
  const ledger = readLedger(kept);
  const isSetBack = (seen?.night ?? 0) > kept.row.night;
  const { lifecycle } = await readLifecycle(storage, id);
  const days = closingDays(published.current, lifecycle);
  const occasion = occasionOf(kept, lifecycle, days, today);
  if (!occasion) {
    // While the database is behind, what was seen before stays remembered.
    const restores = Math.max(ledger.restores, seen?.restores ?? 0);
    if (!isSetBack) await remembered?.remember(id, { openedOn, night: kept.row.night, restores });
    return false;
  }
  if (isSetBack) log('publication-set-back', { survey: id, night: kept.row.night });
  const restores = restoresUpTo(ledger, epoch, seen);
  const stored = { ...ledger, epoch, restores };
  const row = await nextRow(published, { kept, lifecycle, occasion, today, stored }, making);
  if (!row) {
    log('ledger-unfit', { survey: id, night: occasion.night });
    return false;
  }
  await storage.publishNight(row);
  await remembered?.remember(id, { openedOn, night: row.night, restores });
  return true;
}

/** Nights are counted from the day on which the endpoint first had the survey. */
export function firstRow(survey: string, openedOn: string, epoch: string): NightRow {
  const ledger: Ledger = { openedOn, night: 0, epoch, restores: 0 };
  const shown: ShownRecord = { openedOn };
  return {
    survey,
    night: 0,
    follows: -1,
    day: openedOn,
    phase: 'preview',
    shown: JSON.stringify(shown),
    ledger: JSON.stringify(ledger),
  };
}

interface Due extends Pick<Occasion, 'night' | 'phase' | 'isOrdered'> {
  /** Responses received before this day are counted. */
  readonly before: string;
}

function occasionOf(
  { row, shown }: PublicationRecord,
  lifecycle: Lifecycle,
  days: ClosingDays,
  today: string,
): Due | undefined {
  // Once made, the final results are the last word: what arrives later is stored and exported, not published.
  if (isFinalMade(row, days)) return undefined;
  const now = daysBetween(shown.openedOn, today);
  // An endpoint that was stopped on that day makes them later, from the same responses.
  if (days.finalOn !== undefined && today >= days.finalOn)
    return { night: Math.max(now, row.night + 1), phase: 'results', before: days.finalOn, isOrdered: false };
  const ordered = orderedNights(lifecycle, shown.openedOn);
  const night = dueNight(row.night, now, ordered);
  if (night === undefined) return undefined;
  const isOrdered = ordered.some((one) => row.night < one && one <= night);
  return { night, phase: 'preview', before: daysAfter(shown.openedOn, night), isOrdered };
}

interface Next {
  readonly kept: PublicationRecord;
  readonly lifecycle: Lifecycle;
  readonly occasion: Due;
  readonly today: string;
  readonly stored: StoredLedger;
}

/** `undefined` where the ledger fits no published revision: what would be published might expose everybody again. */
async function nextRow(
  published: PublishedSurvey,
  { kept, lifecycle, occasion, today, stored }: Next,
  { storage, counting, uniform, code }: Making,
): Promise<NightRow | undefined> {
  const { id } = published.current;
  const { night, phase, before, isOrdered } = occasion;
  const added = addedBy(lifecycle, published.current);
  const counted = await counting.ask(id, 'census', { books: stored, before, phase, added });
  if (!counted) return undefined;
  const { census, definitions, books } = counted;
  const withTerritories = isTerritoryNight(stored.night, night);
  const left = await countLeft(storage, id);
  const name = BOOK[phase];
  const book = nextBook(
    books[name],
    census,
    definitions,
    { night, asOf: before, phase, isOrdered, withTerritories, left },
    uniform,
  );
  const ledger: StoredLedger = { ...stored, ...books, night, [name]: book };
  const made = {
    ...(code !== undefined && { code }),
    survey: surveyDigest(published),
    revision: published.current.revision,
  };
  const shown: ShownRecord = { ...kept.shown, [phase]: { ...shownIn(book, definitions, phase), made } };
  return {
    survey: id,
    night,
    follows: kept.row.night,
    day: today,
    phase,
    shown: JSON.stringify(shown),
    ledger: JSON.stringify(ledger),
  };
}

/** Names what was asked and how it is published, so that anyone with the files can check that these are they. */
export function surveyDigest({
  current,
  files,
  results,
}: Pick<PublishedSurvey, 'current' | 'files' | 'results'>): string {
  const form = canonicalForm({ questionnaire: files.get(current.revision) ?? null, results });
  if (form === undefined) throw new Error(`${current.id} has no canonical form`);
  return createHash('sha256').update(form).digest('hex');
}

/** Responses that were ever erased, and those that are excluded now. */
async function countLeft(storage: Pick<Storage, 'erasures' | 'aside'>, survey: string): Promise<number> {
  let left = (await storage.erasures(survey)).reduce((total, { responses }) => total + responses, 0);
  for await (const _ of storage.aside(survey)) left++;
  return left;
}
