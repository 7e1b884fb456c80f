/** Counts by stratum and by a second key: a day or a territory. */
export type CountsByStratum = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Earlier days with responses that a stratum must have before they say what is usual. */
const LEAST_HISTORY = 3;
/** Until then, a day above this is flagged: an opening day has nothing to compare with, and is when a bot would come. */
const OPENING = 100;
/** A day this many times the usual one is a burst … */
const TIMES = 5;
/** … unless it has fewer responses than this, however quiet the other days. */
const NEVER = 20;

/** Returns the days with too many responses, by stratum, with the bound that each exceeds: the organiser's, or five times the usual day. */
export function burstsIn(days: CountsByStratum, given: number | undefined): CountsByStratum {
  return new Map([...days].map(([stratum, counts]) => [stratum, burstsOf(counts, given)]));
}

function burstsOf(counts: ReadonlyMap<string, number>, given: number | undefined): ReadonlyMap<string, number> {
  const bursts = new Map<string, number>();
  const earlier: number[] = [];
  for (const [day, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const bound = given ?? usualBound(earlier);
    if (count > bound) bursts.set(day, bound);
    // A burst counts only up to its bound, so that a bot running for days does not become the usual level.
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
