import { dayNumber } from '../../core/results/columns.ts';
import { type CrossTab, crossTab, type Filter } from '../../core/results/cross-tab.ts';
import type { Census } from '../../core/results/exact-tables.ts';
import { withCrossings } from '../../core/results/results-file.ts';
import type { AddedCrossing } from '../../core/results/shown-tables.ts';
import { takeCensus } from '../../core/results/take-census.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';
import { type Bounds, type Flag, flaggedIds, flags } from './flag-columns.ts';
import { type CountedParticipation, participationOf } from './participation.ts';
import { tallies } from './tally-columns.ts';

/** What may be asked of the columns of a survey: data to the thread that has them, and data back. */
export interface Asks {
  /** Everything that a publication shows, of the responses received before a day; with crossings beside the file's. */
  readonly census: (before: string, added?: readonly AddedCrossing[]) => Census;
  readonly participation: () => CountedParticipation;
  readonly flags: (bounds: Bounds) => readonly Flag[];
  /** Their characters one id after the other; nothing when the flag is not raised under these bounds. */
  readonly flaggedIds: (asked: { readonly bounds: Bounds; readonly flag: string }) => Uint8Array | undefined;
  readonly crossTab: (asked: {
    readonly rows: string;
    readonly columns: string;
    readonly filters: readonly Filter[];
  }) => CrossTab | undefined;
}

/** These look for what other endpoints have written up to now. */
export const EXACT: ReadonlySet<keyof Asks> = new Set(['census']);

export function asksOf(columns: StoredColumns, survey: CountedSurvey): Asks {
  return {
    census: (before, added) =>
      takeCensus(receivedBefore(columns, before), survey.current, withCrossings(survey.results, added)),
    participation: () => participationOf(survey.current, tallies(columns, survey), columns),
    flags: (bounds) => flags(columns, survey, bounds),
    flaggedIds: (asked) => flaggedIds(columns, survey, asked),
    crossTab: (asked) => crossTab(columns, asked),
  };
}

/** The others count nowhere. */
function receivedBefore(columns: StoredColumns, day: string): StoredColumns {
  const bound = dayNumber(day);
  const { days } = columns;
  const earlier = (marks: Uint8Array) => marks.map((mark, row) => (mark === 1 && (days[row] ?? 0) < bound ? 1 : 0));
  return { ...columns, counted: earlier(columns.counted), unfinished: earlier(columns.unfinished) };
}
