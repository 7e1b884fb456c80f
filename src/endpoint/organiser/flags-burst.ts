/** How many, by stratum and by a second word: a day, a territory. */
export type CountsByStratum = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Days with responses that a stratum must have, besides the one looked at, before they say what is usual. */
const LEAST_HISTORY = 3;
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
  for (const [day, count] of counts) {
    const others = [...counts].filter(([other]) => other !== day).map(([, responses]) => responses);
    const bound = given ?? (others.length < LEAST_HISTORY ? undefined : Math.max(NEVER, TIMES * median(others)));
    if (bound !== undefined && count > bound) bursts.set(day, bound);
  }
  return bursts;
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
