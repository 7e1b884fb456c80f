/** How many, by stratum and by a second word: a day, a territory. */
export type CountsByStratum = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Earlier days with responses that a stratum must have before they say what is usual. */
const LEAST_HISTORY = 3;
/** Until then, more than this is worth a look: an opening day has nothing to be compared with, and is when a machine would come. */
const OPENING = 100;
/** So many times the usual day is a burst … */
const TIMES = 5;
/** … and so few never are, however quiet the other days. */
const NEVER = 20;

/** The days that brought too many, by stratum, with the bound that each exceeds: the organiser's, or five times the usual day. */
export function burstsIn(days: CountsByStratum, given: number | undefined): CountsByStratum {
  return new Map([...days].map(([stratum, counts]) => [stratum, burstsOf(counts, given)]));
}

function burstsOf(counts: ReadonlyMap<string, number>, given: number | undefined): ReadonlyMap<string, number> {
  const bursts = new Map<string, number>();
  const earlier: number[] = [];
  for (const [day, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const bound = given ?? usualBound(earlier);
    if (count > bound) bursts.set(day, bound);
    // A burst counts for no more than its bound, or a machine that goes on for days would become what is usual.
    earlier.push(Math.min(count, bound));
  }
  return bursts;
}

function usualBound(earlier: readonly number[]): number {
  return earlier.length < LEAST_HISTORY ? OPENING : Math.max(NEVER, TIMES * median(earlier));
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
