import type { ShownItem } from '../../core/results/disclosure/shown-tables.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import type { PastStudy } from '../../core/results/past-study.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { bandLevel, type Level, type LevelsInput, levelsOf } from './levels.ts';

/*
 * A number of a wide range has many bands, and a crossing of two has them on both sides. For display alone, neighbouring bands are put together: their published
 * counts are summed. What is published and what one may download keep all bands.
 */

/** At most this many bands of a number are displayed where they are joined. */
const MOST_BANDS = 5;

/** The bands of a number as its figure displays them. Those of the organiser, of few whole values or of a past study are not joined. */
export function numberLevels(
  question: Extract<Question, { kind: 'number' }>,
  input: LevelsInput & { readonly past?: PastStudy | undefined },
): readonly Level[] {
  const { id, min, max, decimals } = question;
  const isSet = input.file.bands?.[id] !== undefined || (decimals === 0 && max - min <= 10);
  return isSet || input.past ? levelsOf(question, input) : crossedLevels(question, EVERYONE, input);
}

/** The levels of one side of a crossing within a stratum. A level that is the sum of several published bands lists them. */
export function crossedLevels(question: Question, within: string, input: LevelsInput): readonly Level[] {
  const levels = levelsOf(question, input);
  if (question.kind !== 'number' || levels.length <= MOST_BANDS) return levels;
  const counts = input.results.strata[within]?.items[question.id]?.counts ?? {};
  return joinedBands(levels.map(({ id }) => ({ ids: [id], count: counts[id] ?? 0 }))).map(({ ids }, place, all) => {
    const to = all[place + 1]?.ids[0];
    return { ...bandLevel(Number(ids[0]), to === undefined ? to : Number(to), question, input.words), bands: ids };
  });
}

interface JoinedBand {
  readonly ids: readonly string[];
  readonly count: number;
}

/**
 * Joins the two neighbours that have the fewest respondents together, by the published counts, until few enough are left; of equal pairs
 * that of the fewest bands, then the lowest.
 */
function joinedBands(bands: readonly JoinedBand[]): readonly JoinedBand[] {
  if (bands.length <= MOST_BANDS) return bands;
  const pairs = bands.slice(1).map((upper, place) => {
    const { ids, count } = bands[place] ?? upper;
    return { place, joined: { ids: [...ids, ...upper.ids], count: count + upper.count } };
  });
  const [least] = pairs.sort(
    ({ joined: one }, { joined: other }) => one.count - other.count || one.ids.length - other.ids.length,
  );
  if (!least) return bands;
  return joinedBands([...bands.slice(0, least.place), least.joined, ...bands.slice(least.place + 2)]);
}

/** Sums rows of a crossing. A state that one of them does not publish is not shown of the sum. */
export function sumOfRows(rows: readonly ShownItem[]): ShownItem {
  const sumOf = (countOf: (row: ShownItem) => number | undefined) =>
    rows.reduce((sum, row) => sum + (countOf(row) ?? 0), 0);
  const options = new Set(rows.flatMap(({ counts }) => Object.keys(counts)));
  const states = STATES.filter((state) => rows.every((row) => row[state] !== undefined));
  return {
    base: sumOf(({ base }) => base),
    counts: Object.fromEntries([...options].map((id) => [id, sumOf(({ counts }) => counts[id])])),
    ...Object.fromEntries(states.map((state) => [state, sumOf((row) => row[state])])),
  };
}

const STATES = ['blank', 'unknown', 'notAsked'] as const;

interface BandSums {
  readonly counts: ShownItem['counts'];
  /** How many published counts each of them is the sum of. */
  readonly summed: Readonly<Record<string, number>>;
}

/** Sums the counts of each level that is published, of a row that is itself the sum of so many rows. */
export function sumOfBands(counts: ShownItem['counts'], levels: readonly Level[], rows: number): BandSums {
  const sums = levels.flatMap(({ id, bands = [id] }) => {
    const found = bands.flatMap((band) => counts[band] ?? []);
    return found.length === 0
      ? []
      : [{ id, count: found.reduce((sum, count) => sum + count, 0), summed: rows * bands.length }];
  });
  return {
    counts: Object.fromEntries(sums.map(({ id, count }) => [id, count])),
    summed: Object.fromEntries(sums.map(({ id, summed }) => [id, summed])),
  };
}

/** Whether a row of a figure or one of its levels is the sum of several published bands. */
export function joinsBands(
  rows: readonly { readonly shown?: { readonly summed?: Readonly<Record<string, number>> } }[],
): boolean {
  return rows.some(({ shown }) => Object.values(shown?.summed ?? {}).some((counts) => counts > 1));
}
