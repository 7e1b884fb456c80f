/** Days with responses that a stratum must have, besides the one looked at, before they say what is usual. */
const LEAST_HISTORY = 3;
/** So many times the usual day is a burst … */
const TIMES = 5;
/** … and so few never are, however quiet the other days. */
const NEVER = 20;

/** The bound of a group `burst/<stratum>/<day>`: the organiser's, or five times the median of the stratum's other days. */
export function burstBounds(groups: ReadonlyMap<string, number>, given: number | undefined) {
  const days = new Map<string, { readonly group: string; readonly count: number }[]>();
  for (const [group, count] of groups) {
    const [kind, stratum = ''] = group.split('/');
    if (kind === 'burst') days.set(stratum, [...(days.get(stratum) ?? []), { group, count }]);
  }
  return (group: string): number | undefined => {
    if (given !== undefined) return given;
    const [, stratum = ''] = group.split('/');
    const others = (days.get(stratum) ?? []).filter((day) => day.group !== group).map((day) => day.count);
    return others.length < LEAST_HISTORY ? undefined : Math.max(NEVER, TIMES * median(others));
  };
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
