import type { Obstacle } from '../port/device.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Failure } from './post-batch.ts';

export type Batch = readonly QueuedEnvelope[];

/** `gone`: another tab has sent them meanwhile. */
export type ExchangeOutcome =
  | { readonly kind: 'answered'; readonly settled: number }
  | { readonly kind: 'gone' }
  /** `sent`: those of the batch that were still here. */
  | { readonly kind: 'too-large'; readonly sent: Batch }
  | Failure;

interface PassParts {
  /** The next batch of the queue, within the limits of a request; each envelope comes once. */
  readonly next: () => Promise<Batch | undefined>;
  readonly exchange: (batch: Batch) => Promise<ExchangeOutcome>;
  readonly setAside: (envelope: QueuedEnvelope) => Promise<void>;
  readonly refuseTooLarge: (envelope: QueuedEnvelope) => Promise<void>;
  /** True after several passes without success: an envelope may be the cause, even if it looks like a dead network. */
  readonly isWary: boolean;
  readonly random: () => number;
}

export interface PassEnd {
  readonly settled: number;
  readonly obstacle?: Obstacle;
  readonly pause?: number;
}

/**
 * Sends everything once. A dead network stops the pass at its first or second failure. To distinguish it from an envelope that makes
 * the endpoint fail, another envelope is sent alone: if that succeeds, the rest is bisected until the culprit is sent alone.
 */
export async function drainPass(parts: PassParts): Promise<PassEnd> {
  const first = await parts.next();
  /** Batches to send before the next one of the queue. */
  const batches = first ? [first] : [];
  const next = async () => batches.shift() ?? (await parts.next());
  let settled = 0;
  let obstacle: Obstacle | undefined;
  // Whether something was sent since the last envelope was deferred: then the next failure is caused by an envelope.
  let isTrusted = false;
  if (parts.isWary) probe(batches, parts.random);
  for (let batch = await next(); batch; batch = await next()) {
    const [only] = batch;
    const result = await parts.exchange(batch);
    if (result.kind === 'gone') continue;
    if (result.kind === 'answered' && result.settled > 0) {
      settled += result.settled;
      isTrusted = true;
      continue;
    }
    if (result.kind === 'too-large') {
      const [alone] = result.sent;
      if (result.sent.length > 1) batches.unshift(...halves(result.sent));
      else if (alone) await parts.refuseTooLarge(alone);
      continue;
    }
    const failure: Failure =
      result.kind === 'failed' ? result : { kind: 'failed', obstacle: 'server', isSuspect: true };
    const isSuspect = failure.isSuspect || (parts.isWary && failure.pause === undefined);
    if (!isSuspect || (!isTrusted && batch.length === 1)) return endOf(settled, failure.obstacle, failure.pause);
    if (batch.length > 1) {
      batches.unshift(...(isTrusted ? halves(batch) : [batch]));
      if (!isTrusted) probe(batches, parts.random);
    } else if (only) {
      await parts.setAside(only);
      obstacle = failure.obstacle;
      isTrusted = false;
    }
  }
  return endOf(settled, obstacle);
}

function halves(batch: Batch): Batch[] {
  const middle = batch.length >> 1;
  return [batch.slice(0, middle), batch.slice(middle)];
}

/** Splits a random envelope off the first batch, to be sent alone first. */
function probe(batches: Batch[], random: () => number): void {
  const first = batches[0] ?? [];
  if (first.length < 2) return;
  const chosen = first[Math.floor(random() * first.length)];
  if (!chosen) return;
  batches.splice(
    0,
    1,
    [chosen],
    first.filter((envelope) => envelope !== chosen),
  );
}

function endOf(settled: number, obstacle?: Obstacle, pause?: number): PassEnd {
  return { settled, ...(obstacle ? { obstacle } : {}), ...(pause === undefined ? {} : { pause }) };
}
