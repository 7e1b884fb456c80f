import { FIRST } from '../../core/results/answer-coding.ts';
import { dayNamed, dayNumber } from '../../core/results/columns.ts';
import { valuesOf } from '../../core/results/count-pairs.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { FlagEntry } from '../../wire/organiser/organiser-reply.ts';
import { onceEach } from '../process/once-each.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';
import { ID } from './row-index.ts';

/** The organiser knows how many are too many, and we do not. */
export interface Bounds {
  /** Complete responses of one stratum in one day; without it the survey's own history decides. */
  readonly burst?: number;
  /** Complete responses of one stratum in one territory, by stratum; without it none are too many. */
  readonly volumes: ReadonlyMap<string, number>;
  /** Only those that were received before this day. */
  readonly before?: string;
}

/** Ids shown with a flag; setting the flag aside takes them all. */
const MOST_IDS = 100;
/** As many with the very same answers are flagged. */
const ALIKE = 3;
/** The first pass counts digests in this many one-byte cells, 16 MB in all. Only digests in a cell with others are kept in a map. */
const CELLS = 2 ** 24;
/** The stratum of a response that has none, or of any response to a survey without strata. */
const NO_STRATUM = '-';

/** Those of complete responses, set aside or not, in the order of their names. */
export function flags(columns: StoredColumns, survey: CountedSurvey, bounds: Bounds): readonly FlagEntry[] {
  return [...raised(columns, survey, bounds)]
    .map(([flag, { bound, rows }]) => {
      const ids = rows.map((row) => columns.idAt(row)).toSorted();
      const setAside = rows.reduce((sum, row) => sum + (columns.aside[row] ?? 0), 0);
      return { flag, bound, responses: rows.length, setAside, ids: ids.slice(0, MOST_IDS) };
    })
    .toSorted((one, other) => (one.flag < other.flag ? -1 : 1));
}

/** Returns the ids of one of these flags, sorted; nothing when it is not raised under these bounds. They are bytes: copying a million of them is fast, and building strings would block reads. */
export function flaggedIds(
  columns: StoredColumns,
  survey: CountedSurvey,
  { bounds, flag }: { readonly bounds: Bounds; readonly flag: string },
): Uint8Array | undefined {
  const rows = raised(columns, survey, bounds).get(flag)?.rows;
  const ids = rows?.map((row) => columns.idAt(row)).toSorted();
  return ids && new TextEncoder().encode(ids.join(''));
}

/** A few hundred at a time. */
export function* idsIn(flagged: Uint8Array): Generator<string> {
  for (let at = 0; at < flagged.length; at += ID)
    yield Buffer.from(flagged.buffer, flagged.byteOffset + at, ID).toString('latin1');
}

interface Raised {
  readonly bound: number | null;
  readonly rows: number[];
}

function raised(columns: StoredColumns, survey: CountedSurvey, bounds: Bounds): ReadonlyMap<string, Raised> {
  const { length, days, quick, alikeHigh, alikeLow } = columns;
  const bound = bounds.before === undefined ? Number.POSITIVE_INFINITY : dayNumber(bounds.before);
  const complete = columns.complete.map((mark, row) => (mark === 1 && (days[row] ?? 0) < bound ? 1 : 0));
  const { stratumAt, territoryAt } = groupsOf(columns, survey);
  const byDay = new Map<string, Map<string, number>>();
  const byTerritory = new Map<string, Map<string, number>>();
  const alike = new Uint8Array(CELLS);
  const nameOf = onceEach(dayNamed);
  const isTrivial = (row: number) => alikeHigh[row] === 0 && alikeLow[row] === 0;
  const cellOf = (row: number) => (alikeLow[row] ?? 0) % CELLS;
  for (let row = 0; row < length; row++) {
    if (complete[row] !== 1) continue;
    const stratum = stratumAt(row);
    countOne(byDay, stratum, nameOf(days[row] ?? 0));
    const territory = territoryAt(row);
    if (territory !== undefined) countOne(byTerritory, stratum, territory);
    if (!isTrivial(row)) alike[cellOf(row)] = Math.min(ALIKE, (alike[cellOf(row)] ?? 0) + 1);
  }
  const bursts = new Map([...byDay].map(([stratum, counts]) => [stratum, burstsOf(counts, bounds.burst)]));
  const found = new Map<string, Raised>();
  const raise = (flag: string, bound: number | null, row: number) => {
    const known = found.get(flag);
    if (known) known.rows.push(row);
    else found.set(flag, { bound, rows: [row] });
  };
  for (let row = 0; row < length; row++) {
    if (complete[row] !== 1) continue;
    const stratum = stratumAt(row);
    const day = nameOf(days[row] ?? 0);
    const bound = bursts.get(stratum)?.get(day);
    if (bound !== undefined) raise(`burst/${stratum}/${day}`, bound, row);
    const territory = territoryAt(row);
    const most = bounds.volumes.get(stratum);
    if (most !== undefined && territory !== undefined && (byTerritory.get(stratum)?.get(territory) ?? 0) > most)
      raise(`volume/${stratum}/${territory}`, most, row);
    if (quick[row] === 1) raise('duration', null, row);
    if (!isTrivial(row) && (alike[cellOf(row)] ?? 0) >= ALIKE)
      raise(`identical/${digestNamed(alikeHigh[row] ?? 0, alikeLow[row] ?? 0)}`, null, row);
  }
  // Two digests may have met in one cell.
  for (const [flag, { rows }] of found) if (flag.startsWith('identical/') && rows.length < ALIKE) found.delete(flag);
  return found;
}

/** The stratum and the territory of a row, each as its own revision asks it. */
function groupsOf({ coding, revisions, bytes, length, ...columns }: StoredColumns, survey: CountedSurvey) {
  const asked = columns.revisionNumbers.map((number) => survey.revisions.get(number));
  const reading = (itemOf: (revision: Survey) => string | undefined) => {
    const readers = asked.map((revision) => {
      const item = coding.item.get((revision && itemOf(revision)) ?? '');
      return item && { values: valuesOf(bytes, length, item), options: item.options };
    });
    return (row: number): string | undefined => {
      const reader = readers[revisions[row] ?? 0];
      return reader?.options[(reader.values[row] ?? 0) - FIRST];
    };
  };
  const stratum = reading((revision) => revision.stratum);
  return {
    stratumAt: (row: number) => stratum(row) ?? NO_STRATUM,
    territoryAt: reading(({ questions }) => questions.find(({ kind }) => kind === 'territory')?.id),
  };
}

function digestNamed(high: number, low: number): string {
  return high.toString(16).padStart(4, '0') + low.toString(16).padStart(8, '0');
}

function countOne(counts: Map<string, Map<string, number>>, stratum: string, word: string): void {
  const known = counts.get(stratum) ?? new Map<string, number>();
  known.set(word, (known.get(word) ?? 0) + 1);
  counts.set(stratum, known);
}

/** Earlier days with responses that a stratum must have before they say what is usual. */
const LEAST_HISTORY = 3;
/** Until then, a day above this is flagged: an opening day has nothing to compare with, and is when a bot would come. */
const OPENING = 100;
/** A day this many times the usual one is a burst … */
const TIMES = 5;
/** … unless it has fewer responses than this, however quiet the other days. */
const NEVER = 20;

/** Returns the days with too many responses, with the bound that each exceeds: the organiser's, or five times the usual day. */
function burstsOf(counts: ReadonlyMap<string, number>, given: number | undefined): ReadonlyMap<string, number> {
  const bursts = new Map<string, number>();
  const earlier: number[] = [];
  for (const [day, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const bound = given ?? (earlier.length < LEAST_HISTORY ? OPENING : Math.max(NEVER, TIMES * median(earlier)));
    if (count > bound) bursts.set(day, bound);
    // A burst counts only up to its bound, so that a bot running for days does not become the usual level.
    earlier.push(Math.min(count, bound));
  }
  return bursts;
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
