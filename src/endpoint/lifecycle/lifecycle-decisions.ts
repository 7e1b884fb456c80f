import { MOST_ORDERED } from '../../core/results/disclosure/calendar.ts';
import { type CrossedItems, isSameCrossing, MOST_ADDED } from '../../core/results/results-file.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daysAfter } from '../../wire/day.ts';
import type { RequestCode } from '../../wire/problem.ts';
import {
  type ClosingDays,
  closingDays,
  FINAL_AFTER,
  type Invitation,
  isFinalMade,
  type LastPublication,
  type Lifecycle,
  type Targets,
} from './lifecycle.ts';

/*
 * Decides about a survey, and names the effects, which are shown before it is done. When publications are made is in
 * `core/results/disclosure/calendar.ts`.
 */

export interface DecisionContext {
  readonly today: string;
  readonly survey: Survey;
  readonly lifecycle: Lifecycle;
  readonly last: LastPublication | undefined;
}

/** Names what will happen, for the desk and the command to put into words. */
export type Effect =
  /** The last day on which one may begin. */
  | { readonly effect: 'begin-until'; readonly day: string }
  /** A response that was begun by then is stored whenever it arrives; one that is begun later is refused, and stays on its device. */
  | { readonly effect: 'late-arrivals-stored' }
  /** The final results are made on this day, once, from what was received before it. */
  | { readonly effect: 'final-on'; readonly day: string }
  /** There was a closing before: the next final results add what changed since to the first, under separate noise. */
  | { readonly effect: 'final-added' }
  /** Interviews may begin again, and devices send again what was refused as closed. */
  | { readonly effect: 'begin-again' }
  /** The final results that were to be made on this day are not made. */
  | { readonly effect: 'final-cancelled'; readonly day: string }
  /** Everybody reads the last preview again, and the next on the nights of the calendar. */
  | { readonly effect: 'previews-again' }
  /** Everybody reads the crossing from the closing on. */
  | { readonly effect: 'crossing-listed' }
  /** It is over everyone, without any filter. */
  | { readonly effect: 'crossing-of-everyone' }
  /** The crossing is no longer shown. */
  | { readonly effect: 'crossing-unlisted' }
  /** Every stratum of thirty or more gets fresh noise at the change to this day. */
  | { readonly effect: 'drawn-on'; readonly day: string }
  /** Each publication widens the ranges of the next ones. It exposes no answer a second time. */
  | { readonly effect: 'less-accurate' }
  /** How many more may be ordered. */
  | { readonly effect: 'orders-left'; readonly count: number };

export type Decision =
  | { readonly kind: 'refused'; readonly code: RequestCode }
  | { readonly kind: 'decided'; readonly lifecycle: Lifecycle; readonly effects: readonly Effect[] };

export type Decide = (at: DecisionContext) => Decision;

interface Days {
  /** Today by default: some responses begun today have not arrived yet. */
  readonly lastDay?: string | undefined;
  /** Seven days after the first closed day by default. */
  readonly finalOn?: string | undefined;
}

/** Closes a survey at the end of a day. A closing that is still to come moves to the day that is given. */
export function closing({ lastDay, finalOn }: Days): Decide {
  return (at) => {
    const { today, last } = at;
    const { closedFrom: before = '~' } = daysOf(at);
    if (before <= today || (before !== '~' && lastDay === undefined)) return refused('survey.already-closed');
    const until = lastDay ?? today;
    const closedFrom = daysAfter(until, 1);
    const final = finalOn ?? daysAfter(closedFrom, FINAL_AFTER);
    if (until < today || final < closedFrom) return refused('day.too-early');
    return decided(at, closingFrom(at, closedFrom, final), [
      { effect: 'begin-until', day: until },
      { effect: 'late-arrivals-stored' },
      { effect: 'final-on', day: final },
      ...(last?.hasFinal ? [{ effect: 'final-added' } as const] : []),
    ]);
  };
}

/** Opens a closed survey again, or drops a closing that was to come. */
export const reopening: Decide = (at) => {
  const { last } = at;
  const days = daysOf(at);
  if (days.closedFrom === undefined) return refused('survey.already-open');
  const pending = isFinalMade(last, days) ? undefined : days.finalOn;
  return decided(at, closingFrom(at, null, null), [
    { effect: 'begin-again' },
    ...(pending === undefined ? [] : [{ effect: 'final-cancelled', day: pending } as const]),
    ...(last?.hasFinal ? [{ effect: 'previews-again' } as const, { effect: 'final-added' } as const] : []),
  ]);
};

/** Sets another day for the final results of a survey that is closed, while they are not made. */
export function settingFinal({ finalOn }: { readonly finalOn: string }): Decide {
  return (at) => {
    const { today, last } = at;
    const days = daysOf(at);
    const { closedFrom } = days;
    if (closedFrom === undefined) return refused('survey.not-closed');
    if (isFinalMade(last, days)) return refused('survey.final');
    // Today's publication is made already.
    if (finalOn <= today || finalOn < closedFrom) return refused('day.too-early');
    return decided(at, closingFrom(at, closedFrom, finalOn), [{ effect: 'final-on', day: finalOn }]);
  };
}

/** Orders one publication in addition to the calendar's. */
export function ordering({ reason = '' }: { readonly reason?: string | undefined }): Decide {
  return (at) => {
    const { today, lifecycle, last } = at;
    const { orders = [], reasons } = lifecycle;
    if (isFinalMade(last, daysOf(at))) return refused('survey.final');
    if (orders.length >= MOST_ORDERED) return refused('publication.too-many');
    if (orders.includes(today)) return refused('publication.too-soon');
    const why = reason && { reasons: { ...reasons, [today]: reason } };
    return decided(at, { orders: [...orders, today], ...why }, [
      { effect: 'drawn-on', day: daysAfter(today, 1) },
      { effect: 'less-accurate' },
      { effect: 'orders-left', count: MOST_ORDERED - orders.length - 1 },
    ]);
  };
}

/** Adds a crossing to those that everybody reads. */
export function listing(crossed: CrossedItems): Decide {
  return (at) => {
    const { today, lifecycle, last } = at;
    const { crossings = [] } = lifecycle;
    if (isFinalMade(last, daysOf(at))) return refused('survey.final');
    if (crossings.some((one) => isSameCrossing(one, crossed))) return refused('crossing.already-listed');
    if (crossings.length >= MOST_ADDED) return refused('crossing.too-many');
    const { rows, columns } = crossed;
    const listed = { crossings: [...crossings, { rows, columns, on: today }] };
    return decided(at, listed, [{ effect: 'crossing-of-everyone' }, { effect: 'crossing-listed' }]);
  };
}

/** Takes away a crossing that was added: what was drawn of it is shown no more. */
export function unlisting(crossed: CrossedItems): Decide {
  return (at) => {
    const { crossings = [] } = at.lifecycle;
    const left = crossings.filter((one) => !(one.rows === crossed.rows && one.columns === crossed.columns));
    if (left.length === crossings.length) return refused('crossing.not-listed');
    return decided(at, { crossings: left }, [{ effect: 'crossing-unlisted' }]);
  };
}

/** States how many were invited, in place of what was stated before. Nothing follows from it. */
export function stating(invited: readonly Invitation[]): Decide {
  const inOrder = invited.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return (at) => decided(at, { invited: inOrder });
}

/** Records how many responses of each stratum are wanted, in place of what was recorded before. */
export function targeting(targets: Targets): Decide {
  return (at) => decided(at, { targets });
}

function refused(code: RequestCode): Decision {
  return { kind: 'refused', code };
}

function decided({ lifecycle }: DecisionContext, changes: Lifecycle, effects: readonly Effect[] = []): Decision {
  return { kind: 'decided', lifecycle: { ...lifecycle, ...changes }, effects };
}

/** Both days are `null` where the survey is open again. */
function closingFrom({ survey }: DecisionContext, closedFrom: string | null, finalOn: string | null) {
  return { closing: { closedFrom, finalOn, insteadOf: survey.closedFrom ?? null } };
}

function daysOf({ survey, lifecycle }: DecisionContext): ClosingDays {
  return closingDays(survey, lifecycle);
}
