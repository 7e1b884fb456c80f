import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BACKGROUND_TASKS, type BackgroundTask } from '../process/background.ts';
import type { Outcome, Refusal, Storage } from '../storage/storage.ts';

/** Counts and durations of this process alone: no address, no id, no survey, no answer. */
export type Metrics = ReturnType<typeof createMetrics>;

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const REQUESTS = [1, 2, 5, 10, 20, 50, 100, 200];
/** Counts are shown in steps of this size: a reader who polls every second would otherwise see each response arrive. */
const STEP = 10;
/** Lag is shown in steps of 10 ms and memory in steps of 10 MB: finer ones would show single requests to a reader who polls. */
const LAG_STEP = 0.01;
const MEMORY_STEP = 10_000_000;
const WORDS: Readonly<Record<BackgroundTask, string>> = {
  publication: 'publishing the results of a survey',
  verbatims: 'publishing the comments of a survey',
  contacts: 'erasing the addresses of a survey that are due',
  compaction: 'compacting a database',
  counting: 'the thread that counts',
  following: 'reading which surveys and tokens there are',
  trials: 'erasing trial responses',
  nearby: 'following the addresses of this machine',
  dossier: 'noting which settings and notices have changed',
  purge: 'erasing the responses that are older than PURGE_MONTHS',
};
/** The sampling interval of the event loop delay, which is subtracted from each sample. */
const LOOK_MS = 20;

/** Written by hand: the format is one line per number, and the usual library has a registry, labels and clusters that we do not need. */
export function createMetrics() {
  const statuses = new Map<string, number>();
  const outcomes = new Map<string, number>();
  const refused = new Map<string, number>();
  const failures = new Map<string, number>();
  const commitSeconds = histogram(SECONDS, STEP);
  const commitRequests = histogram(REQUESTS, STEP);
  const lag = monitorEventLoopDelay({ resolution: LOOK_MS });
  lag.enable();

  const lagAt = (nanoseconds: number) => {
    const seconds = Math.max(0, nanoseconds / 1e6 - LOOK_MS) / 1000;
    return Math.round(seconds / LAG_STEP) * LAG_STEP;
  };

  return {
    answered: (status: number) => increment(statuses, String(status)),
    committed(requests: number, seconds: number) {
      commitSeconds.observe(seconds);
      commitRequests.observe(requests);
    },
    decided(decided: readonly Outcome[], refusals: readonly Refusal[]) {
      for (const outcome of decided) {
        if (outcome === 'conflict') increment(refused, 'envelope.conflict');
        else increment(outcomes, outcome);
      }
      for (const { code } of refusals) increment(refused, code);
    },
    /** Counts a failure of background work. */
    failed: (task: BackgroundTask) => increment(failures, task),
    /** Returns the Prometheus text. `backupAge` in days: infinite before the first backup, absent if the storage is down. Resets the lag. */
    text({ isUp, backupAge }: { readonly isUp: boolean; readonly backupAge?: number }): string {
      const lags = [0.5, 0.99, 1].map((part) => [String(part), lagAt(lag.percentile(part * 100))] as const);
      lag.reset();
      return [
        family('barometre_envelopes_total', 'counter', 'Envelopes accepted, by verdict.', 'verdict', inSteps(outcomes)),
        family('barometre_refused_total', 'counter', 'Envelopes refused, by problem code.', 'code', inSteps(refused)),
        family('barometre_requests_total', 'counter', 'Requests answered, by status.', 'status', inSteps(statuses)),
        commitSeconds.lines('barometre_commit_seconds', 'Time of one commit with its flush to disk.'),
        commitRequests.lines('barometre_commit_requests', 'Requests that shared one commit.'),
        family('barometre_storage_up', 'gauge', 'Whether a write has just been read back.', '', [['', isUp ? 1 : 0]]),
        family('barometre_backup_age_days', 'gauge', 'Days since the last one that a backup holds whole.', '', [
          ...(backupAge === undefined ? [] : [['', backupAge] as const]),
        ]),
        family('barometre_event_loop_lag_seconds', 'gauge', 'Lag since the last reading.', 'quantile', lags),
        // Exact, from 0 on: they follow no response, and an alert waits for the first one.
        ...BACKGROUND_TASKS.map((task) =>
          family(`barometre_${task}_failed`, 'counter', `Failures of ${WORDS[task]}.`, '', [
            ['', failures.get(task) ?? 0],
          ]),
        ),
        family('process_resident_memory_bytes', 'gauge', 'Memory of the process.', '', [
          ['', Math.round(process.memoryUsage.rss() / MEMORY_STEP) * MEMORY_STEP],
        ]),
      ].join('');
    },
    close: () => void lag.disable(),
  };
}

/** Wraps the storage to count the outcome of each envelope. */
export function counted(storage: Storage, metrics: Metrics): Storage {
  return {
    ...storage,
    async store(received, refusals, day) {
      const outcomes = await storage.store(received, refusals, day);
      metrics.decided(outcomes, refusals);
      return outcomes;
    },
  };
}

function increment(counts: Map<string, number>, key: string) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Rounds down to whole steps. */
function inSteps(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].flatMap(([key, count]) => (count < STEP ? [] : [[key, count - (count % STEP)] as const]));
}

function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  label: string,
  values: Iterable<readonly [string, number]>,
): string {
  // Every label is our own word, so nothing needs escaping.
  const lines = [...values].map(([key, value]) => `${name}${label && `{${label}="${key}"}`} ${written(value)}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function written(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}

/** A histogram whose buckets are cumulated when read. Counts are shown in steps, so that polling does not date single observations. */
function histogram(bounds: readonly number[], step: number) {
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
