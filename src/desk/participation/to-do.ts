import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { inviteNext, type StratumTarget } from '../../core/results/population.ts';
import type { Contradiction } from '../../dossier/to-settle.ts';
import { daysAfter, daysBetween } from '../../wire/day.ts';
import type { Participation } from '../../wire/organiser/organiser-reply.ts';
import { completeOn, lastCountedDay } from '../conducting/last-day.ts';
import { byCode } from '../words/settling-words.ts';

/** Something that the organiser may want to look at or to decide. */
export type ToDo =
  /** Complete responses of the last day that the final results count; no `day` where that is today. */
  | { readonly kind: 'last-day'; readonly day: string | undefined; readonly responses: number }
  /** Gaps of the notice, or what contradicts it, of one code. */
  | { readonly kind: 'settling'; readonly same: readonly Contradiction[] }
  | { readonly kind: 'comments'; readonly texts: number }
  | { readonly kind: 'flags'; readonly flags: number; readonly responses: number }
  | { readonly kind: 'erased'; readonly day: string; readonly responses: number; readonly of: number }
  /** How many responses are still wanted, and of which groups most. */
  | { readonly kind: 'targets'; readonly missing: number; readonly next: readonly string[] }
  /** `day`: the last one whose responses a backup holds; `days`: how long ago. */
  | { readonly kind: 'backup'; readonly day: string; readonly days: number }
  | { readonly kind: 'no-backup' }
  /** `lastDay` to begin, so many days from today; the final results come on `finalOn`. */
  | { readonly kind: 'closing'; readonly lastDay: string; readonly days: number; readonly finalOn: string | null }
  | { readonly kind: 'closed'; readonly since: string; readonly finalOn: string | null }
  | { readonly kind: 'no-closing' };

/** What is known; `undefined` where it is not yet, or where the token may not know it. */
export interface ToDoFacts {
  readonly today: string;
  readonly participation: Participation;
  readonly closedFrom: string | null;
  readonly finalOn: string | null;
  readonly isFinalMade: boolean;
  readonly settling?: readonly Contradiction[] | undefined;
  readonly toRead?: number | undefined;
  readonly flags?: readonly { readonly responses: number; readonly setAside: number }[] | undefined;
  readonly reached?: readonly StratumTarget[] | undefined;
  readonly backedUpThrough?: string | null | undefined;
}

/** In the order in which it is worth looking at. */
export function toDo(known: ToDoFacts): readonly ToDo[] {
  const { today, participation, settling = [], toRead = 0, flags = [], reached = [], backedUpThrough } = known;
  const lastDay = lastCountedDay(known);
  const came = completeOn(participation, lastDay);
  const leftOf = (flag: { readonly responses: number; readonly setAside: number }) => flag.responses - flag.setAside;
  const open = flags.filter((flag) => leftOf(flag) > 0);
  // The rest of what is to settle is the host's, and in the dossier.
  const ofNotice = settling.filter(({ part, promised }) => part ?? promised);
  const lines: readonly (ToDo | false)[] = [
    came > 0 && { kind: 'last-day', day: lastDay === today ? undefined : lastDay, responses: came },
    ...byCode(ofNotice).map((same): ToDo => ({ kind: 'settling', same })),
    toRead > 0 && { kind: 'comments', texts: toRead },
    open.length > 0 && { kind: 'flags', flags: open.length, responses: sum(open.map(leftOf)) },
    ...manyErased(participation).map((one): ToDo => ({ kind: 'erased', ...one })),
    ...(known.closedFrom === null || known.closedFrom > today ? wanted(reached) : []),
    ...backup(backedUpThrough, today),
    ...closing(known),
  ];
  return lines.filter((line) => line !== false);
}

/** From so many erasures on a day is flagged: under it they are single people. */
const LEAST_ERASED = 5;
const MANY = 1 / 10;

/** The days on which more than a tenth of what was there was erased, the latest first. */
export function manyErased({ days, erased }: Pick<Participation, 'days' | 'erased'>) {
  return erased
    .filter(({ responses }) => responses >= LEAST_ERASED)
    .map(({ day, responses }) => {
      const left = sum(days.filter(({ receivedOn }) => receivedOn <= day).map((one) => one.complete + one.partial));
      return { day, responses, of: left + responses };
    })
    .filter(({ responses, of }) => responses > of * MANY)
    .toReversed();
}

function wanted(reached: readonly StratumTarget[]): readonly ToDo[] {
  const missing = sum(reached.map((one) => one.missing));
  return missing > 0 ? [{ kind: 'targets', missing, next: inviteNext(reached) }] : [];
}

function backup(through: string | null | undefined, today: string): readonly ToDo[] {
  if (through === undefined) return [];
  if (through === null) return [{ kind: 'no-backup' }];
  const days = daysBetween(through, today);
  // A backup of last night holds yesterday.
  return days > 1 ? [{ kind: 'backup', day: through, days }] : [];
}

function closing({ today, closedFrom, finalOn, isFinalMade }: ToDoFacts): readonly ToDo[] {
  if (isFinalMade) return [];
  if (closedFrom === null) return [{ kind: 'no-closing' }];
  if (closedFrom <= today) return [{ kind: 'closed', since: closedFrom, finalOn }];
  const lastDay = daysAfter(closedFrom, -1);
  return [{ kind: 'closing', lastDay, days: daysBetween(today, lastDay), finalOn }];
}
