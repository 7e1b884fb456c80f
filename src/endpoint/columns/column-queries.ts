import { dayNumber } from '../../core/results/columns.ts';
import { crossTab } from '../../core/results/cross-tab.ts';
import { BOOK, type Phase } from '../../core/results/disclosure/ledger.ts';
import { definitionsOf } from '../../core/results/disclosure/table-definitions.ts';
import { takeCensus } from '../../core/results/disclosure/take-census.ts';
import { distributions } from '../../core/results/distribution.ts';
import { type Books, completedBooks, type StoredLedger } from '../../core/results/ledger/former-ledger.ts';
import type { Filter } from '../../core/results/passing.ts';
import { type AddedCrossing, withCrossings } from '../../core/results/results-file.ts';
import { type FixedParts, plansOf } from '../lifecycle/held-changes.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';
import { type Bounds, flaggedIds, flags } from './flag-columns.ts';
import { participationOf, tallies } from './participation.ts';

/** Answers questions about the columns of a survey: data goes to the thread that has them, and data comes back. */
export type Asks = ReturnType<typeof asksOf>;

export interface CensusQuery {
  readonly books: Books<StoredLedger>;
  /** YYYY-MM-DD. */
  readonly before: string;
  readonly phase: Phase;
  readonly added: readonly AddedCrossing[];
}

/** These look for what other endpoints have written up to now. */
export const EXACT: ReadonlySet<keyof Asks> = new Set(['census']);

export function asksOf(columns: StoredColumns, survey: CountedSurvey) {
  return {
    /**
     * Counts everything that a publication shows, from responses received before a day, including crossings that the organiser added, by
     * what the publications of its phase began with. `undefined` where the ledger fits no published revision.
     */
    census({ books: stored, before, phase, added }: CensusQuery) {
      const { coding } = columns;
      const results = withCrossings(survey.results, added);
      const books = completedBooks(stored, survey, coding);
      if (!books) return undefined;
      const definitions = definitionsOf({ ...survey, results }, coding, books[BOOK[phase]]);
      const isFinal = phase === 'results';
      return { census: takeCensus(countedBefore(columns, before, isFinal), definitions, isFinal), definitions, books };
    },
    /** Counts what was received before a day (YYYY-MM-DD), or everything. */
    participation(before?: string) {
      const seen = before === undefined ? columns : receivedBefore(columns, before);
      return participationOf(survey.current, tallies(seen, survey), seen);
    },
    flags: (bounds: Bounds) => flags(columns, survey, bounds),
    flaggedIds: (asked: Parameters<typeof flaggedIds>[2]) => flaggedIds(columns, survey, asked),
    crossTab: (asked: Parameters<typeof crossTab>[1]) => crossTab(columns, asked),
    distributions: (filters: readonly Filter[]) => distributions(columns, filters),
    /** Compares the files with what the publications have fixed. */
    plans: (fixed: FixedParts, wanted?: readonly AddedCrossing[]) => plansOf(survey, fixed, wanted),
  };
}

/** The columns as they would be without the responses of that day and later ones. */
function receivedBefore(columns: StoredColumns, day: string): StoredColumns {
  const bound = dayNumber(day);
  const { days } = columns;
  const earlier = (marks: Uint8Array) => marks.map((mark, row) => ((days[row] ?? 0) < bound ? mark : 0));
  return {
    ...columns,
    present: earlier(columns.present),
    aside: earlier(columns.aside),
    counted: earlier(columns.counted),
  };
}

/** The others count nowhere: those of later days, and while the survey is open those that were excluded twice. */
function countedBefore(columns: StoredColumns, day: string, isFinal: boolean): StoredColumns {
  const bound = dayNumber(day);
  const { days, held } = columns;
  const earlier = (marks: Uint8Array) =>
    marks.map((mark, row) => (mark === 1 && (days[row] ?? 0) < bound && (isFinal || held[row] !== 1) ? 1 : 0));
  return { ...columns, counted: earlier(columns.counted), unfinished: earlier(columns.unfinished) };
}
