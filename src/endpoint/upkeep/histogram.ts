/** Observations counted by upper bound, cumulated only when read. They are shown `step` at a time: none is dated by who reads often. */
export function histogram(bounds: readonly number[], step: number) {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  let observed = 0;
  let shown = { counts: [...counts], sum };
  return {
    observe(value: number) {
      let at = 0;
      while (at < bounds.length && value > (bounds[at] ?? 0)) at++;
      counts[at] = (counts[at] ?? 0) + 1;
      sum += value;
      if (++observed % step === 0) shown = { counts: [...counts], sum };
    },
    lines(name: string, help: string): string {
      let total = 0;
      const buckets = shown.counts.map((count, at) => {
        total += count;
        return `${name}_bucket{le="${bounds[at] ?? '+Inf'}"} ${total}\n`;
      });
      const head = `# HELP ${name} ${help}\n# TYPE ${name} histogram\n`;
      return `${head}${buckets.join('')}${name}_sum ${shown.sum}\n${name}_count ${total}\n`;
    },
  };
}
