import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { nextNight } from '../../core/results/disclosure/calendar.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import type { AddedCrossing } from '../../core/results/results-file.ts';
import { daysAfter } from '../../wire/day.ts';
import type { ArchivedPublication, Results } from '../../wire/results.ts';
import { addedBy, closingDays, isFinalMade, orderedNights, readLifecycle } from '../lifecycle/lifecycle.ts';
import type { Storage } from '../storage/storage.ts';
import { readKept, readShown, type TablesRecord } from './kept-publications.ts';

interface BodyParts {
  readonly storage: Pick<Storage, 'lifecycle'>;
  readonly isDemonstration?: boolean;
}

/** `GET /api/results/:survey`: what was read back from the storage, and what follows from the calendar. */
export async function publicBody(
  published: PublishedSurvey,
  { storage, isDemonstration = false }: BodyParts & { readonly storage: Pick<Storage, 'lastNight'> },
): Promise<Results> {
  const { id, revision } = published.current;
  const kept = await readKept(storage, id);
  const { lifecycle } = await readLifecycle(storage, id);
  const days = closingDays(published.current, lifecycle);
  // The results of a survey that was reopened are no longer final.
  const isFinal = kept !== undefined && isFinalMade(kept.row, days);
  const shown = kept?.shown[isFinal ? 'results' : 'preview'] ?? nothing();
  const added = addedBy(lifecycle, published.current);
  const { openedOn } = kept?.shown ?? {};
  const upcoming = kept && [nextNight(kept.row.night), ...orderedNights(lifecycle, kept.shown.openedOn)];
  const next = upcoming && Math.min(...upcoming.filter((night) => night > kept.row.night));
  const { orders = [], reasons = {} } = lifecycle;
  const invited = (lifecycle.invited ?? []).reduce((sum, { people }) => sum + people, 0);
  return {
    survey: id,
    revision,
    ...withKnown(shown, published.results.crossings ?? [], added),
    ...(openedOn !== undefined && { openedOn }),
    ...(openedOn !== undefined && next !== undefined && !isFinal && { next: daysAfter(openedOn, next) }),
    ...(invited > 0 && { invited }),
    ...(orders.length > 0 && { ordered: Object.fromEntries(orders.map((on) => [on, reasons[on] ?? ''])) }),
    ...days,
    ...(isDemonstration && { demonstration: true as const }),
  };
}

function nothing(): TablesRecord {
  return {
    phase: 'preview',
    epsilon: 0,
    answered: 0,
    strata: { [EVERYONE]: null },
    territories: [],
    unfinished: 0,
    modes: { self: 0, field: 0 },
    channels: {},
  };
}

/** Without crossings that were taken away since, and with the definitions of those that no file of the site has. */
function withKnown(shown: TablesRecord, inFile: readonly AddedCrossing[], added: readonly AddedCrossing[]) {
  const { all: everyone } = shown.strata;
  if (!everyone) return shown;
  const known = new Set([...inFile, ...added].map(({ id }) => id));
  const crossings = Object.fromEntries(Object.entries(everyone.crossings).filter(([id]) => known.has(id)));
  const defined = added.filter(({ id }) => crossings[id] !== undefined);
  return {
    ...shown,
    strata: { ...shown.strata, [EVERYONE]: { ...everyone, crossings } },
    ...(defined.length > 0 && { crossings: defined }),
  };
}

/** `GET /api/results/:survey/archive`: what was published, the oldest first. The first row of a survey holds nothing. */
export async function archiveOf(
  storage: Pick<Storage, 'nights'>,
  survey: string,
): Promise<readonly ArchivedPublication[]> {
  const nights = await storage.nights(survey);
  return nights.filter(({ night }) => night > 0).map(({ night, day, phase }) => ({ night, day, phase }));
}

/** `GET /api/results/:survey/archive/:night`: one of them, as it was. Crossings that were taken back since stay out. */
export async function archivedBody(
  published: PublishedSurvey,
  night: number,
  { storage, isDemonstration = false }: BodyParts & { readonly storage: Pick<Storage, 'night'> },
): Promise<Results | undefined> {
  const { id, revision } = published.current;
  if (!Number.isInteger(night) || night < 0 || night >= 2 ** 31) return undefined;
  const row = await storage.night(id, night);
  const shown = row && readShown(row);
  const tables = shown?.[row?.phase ?? 'preview'];
  if (!shown || !tables) return undefined;
  const { lifecycle } = await readLifecycle(storage, id);
  return {
    survey: id,
    revision: tables.made?.revision ?? revision,
    ...withKnown(tables, published.results.crossings ?? [], addedBy(lifecycle, published.current)),
    openedOn: shown.openedOn,
    ...(isDemonstration && { demonstration: true as const }),
  };
}
