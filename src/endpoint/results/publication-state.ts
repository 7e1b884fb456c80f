import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { nextNight } from '../../core/results/disclosure/calendar.ts';
import type { StoredLedger } from '../../core/results/ledger/former-ledger.ts';
import { daysAfter } from '../../wire/day.ts';
import type { LifecycleReply } from '../../wire/organiser/organiser-reply.ts';
import type { Counting } from '../columns/counting.ts';
import { fixedParts, type PlanStorage } from '../lifecycle/held-changes.ts';
import { type ClosingDays, type Lifecycle, orderedNights } from '../lifecycle/lifecycle.ts';
import type { NightRow, Storage } from '../storage/storage.ts';
import { readKept, readLedger } from './kept-publications.ts';
import type { RememberedNights, SeenNight } from './remembered-nights.ts';

export interface PublicationStateParts {
  readonly storage: PlanStorage & Pick<Storage, 'nights' | 'standing'>;
  readonly counting: Pick<Counting, 'ask'>;
  /** Notices a database that was put back by other means than our command. */
  readonly remembered?: RememberedNights;
  /** The responses are made up, as each publication says, and the row of publications begins in the past. */
  readonly isDemonstration?: boolean;
}

/** Describes the row of publications: the next one, and what a restore may have forgotten. */
export async function publicationState(
  { storage, counting, remembered, isDemonstration = false }: PublicationStateParts,
  published: PublishedSurvey,
  lifecycle: Lifecycle,
  { finalOn }: ClosingDays,
): Promise<LifecycleReply['publication']> {
  const { current } = published;
  const kept = await readKept(storage, current.id);
  if (!kept) return null;
  const { openedOn } = kept.shown;
  const { night } = kept.row;
  const { epoch } = await storage.standing();
  const others = orderedNights(lifecycle, openedOn).map((one) => daysAfter(openedOn, one));
  const due = finalOn === undefined ? others : [...others, finalOn];
  const { held, left } = await counting.ask(current.id, 'plans', await fixedParts(storage, current.id));
  return {
    openedOn,
    night,
    next: daysAfter(openedOn, nextNight(night)),
    restores: restoresUpTo(readLedger(kept), epoch, remembered?.last(current.id, openedOn)),
    held,
    left,
    missed: isDemonstration ? [] : missedDays(await storage.nights(current.id), openedOn, due),
  };
}

/** Counts the restores of a survey: the most that the ledger or the file has counted, and one that no publication has counted yet. */
export function restoresUpTo(ledger: StoredLedger, epoch: string, seen: SeenNight | undefined): number {
  const isSetBack = ledger.epoch !== epoch || (seen?.night ?? 0) > ledger.night;
  return Math.max(ledger.restores, seen?.restores ?? 0) + (isSetBack ? 1 : 0);
}

/**
 * Returns the days on which a publication was due and none is in the row. A machine that was put back whole has forgotten its newest
 * publications and the file that counts restores: afterwards its row looks like that of a machine that did not run.
 */
function missedDays(
  rows: readonly Pick<NightRow, 'night' | 'day' | 'phase'>[],
  openedOn: string,
  others: readonly string[],
): readonly string[] {
  return rows.flatMap(({ day }, place) => {
    const before = rows[place - 1];
    // After final results nothing is due until the survey is reopened.
    if (!before || before.phase === 'results') return [];
    const due = [daysAfter(openedOn, nextNight(before.night)), ...others.filter((one) => one > before.day)];
    const [first = day] = due.toSorted();
    return first < day ? [first] : [];
  });
}
