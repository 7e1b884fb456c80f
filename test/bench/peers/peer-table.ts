/** What was measured of one page, as medians over the rounds. Times are in milliseconds, sizes in bytes. */
export interface PeerFigures {
  readonly name: string;
  readonly transferred: number;
  readonly answerable: { readonly A: number; readonly B: number };
  /** What long tasks took beyond 50 ms each, until the first answer. */
  readonly longTasks: { readonly A: number; readonly B: number };
  readonly heap: number;
  /** Event Timing durations of further taps on the choices of the page, on A. */
  readonly taps: { readonly median: number; readonly p95: number };
}

export interface PeerReport {
  /** The day of the run, YYYY-MM-DD. */
  readonly day: string;
  readonly machine: string;
  readonly chromium: string;
  readonly rounds: number;
  /** The load average over the last minute, before and after. */
  readonly load: readonly [before: number, after: number];
  readonly pages: readonly PeerFigures[];
  readonly unavailable: readonly { readonly name: string; readonly reason: string }[];
}

/** Writes the report as the Markdown table of `docs/performance/peers.md`. */
export function peerTable({ pages }: PeerReport): string {
  const head = ['', 'transferred', 'answerable A / B', 'long-task excess A / B', 'heap', 'taps A, median / p95'];
  const rows = pages.map(({ name, transferred, answerable, longTasks, heap, taps }) => [
    name,
    `${(transferred / 1000).toFixed(transferred < 100_000 ? 1 : 0)} kB`,
    `${(answerable.A / 1000).toFixed(2)} / ${(answerable.B / 1000).toFixed(2)} s`,
    `${longTasks.A.toFixed(0)} / ${longTasks.B.toFixed(0)} ms`,
    `${(heap / 1e6).toFixed(1)} MB`,
    `${taps.median.toFixed(0)} / ${taps.p95.toFixed(0)} ms`,
  ]);
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |\n`.replace('|  |', '| |'))
    .join('');
}
