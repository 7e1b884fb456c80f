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
 * Sends everything once. A dead network stops the pass at its first failures. To distinguish it from an envelope that makes the endpoint
 * fail, another envelope is sent alone: if that succeeds, the rest is bisected until the culprit is sent alone. If it fails as well, or
 * was alone from the start, the next batch of the queue decides.
 */
export async function drainPass(parts: PassParts): Promise<PassEnd> {
  const first = await parts.next();
  /** Batches to send before the next one of the queue. */
  const batches = first ? [first] : [];
  const next = async () => batches.shift() ?? (await parts.next());
  let settled = 0;
  let obstacle: Obstacle | undefined;
  /** Who causes the next failure: an envelope, once something was sent; the network, once one has failed alone before that. */
  let suspect: 'envelope' | 'either' | 'network' = 'either';
  /** True while the next envelope was drawn from a batch that has failed. */
  let isProbe = parts.isWary && probe(batches, parts.random);
  for (let batch = await next(); batch; batch = await next()) {
    const result = await parts.exchange(batch);
    if (result.kind === 'gone') continue;
    if (result.kind === 'answered' && result.settled > 0) {
      settled += result.settled;
      suspect = 'envelope';
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
    const alone = isSuspect && batch.length === 1 ? batch[0] : undefined;
    // One that travels alone anyway goes behind its like, so that each of them gets its turn.
    if (alone && (suspect === 'envelope' || alone.failures > 0)) await parts.setAside(alone);
    if (!isSuspect || suspect === 'network') return endOf(settled, failure.obstacle, failure.pause);
    if (alone) {
      obstacle = failure.obstacle;
      if (suspect === 'either' && isProbe) batches.length = 0;
      suspect = suspect === 'either' ? 'network' : 'either';
    } else {
      batches.unshift(...(suspect === 'envelope' ? halves(batch) : [batch]));
      if (suspect === 'either') isProbe = probe(batches, parts.random);
    }
  }
  return endOf(settled, obstacle);
}

function halves(batch: Batch): Batch[] {
  const middle = batch.length >> 1;
  return [batch.slice(0, middle), batch.slice(middle)];
}

/** Splits a random envelope off the first batch, to be sent alone first. Returns whether there was more than one. */
function probe(batches: Batch[], random: () => number): boolean {
  const first = batches[0] ?? [];
  const chosen = first[Math.floor(random() * first.length)];
  if (!chosen || first.length < 2) return false;
  batches.splice(
    0,
    1,
    [chosen],
    first.filter((envelope) => envelope !== chosen),
  );
  return true;
}

function endOf(settled: number, obstacle?: Obstacle, pause?: number): PassEnd {
  return { settled, ...(obstacle ? { obstacle } : {}), ...(pause === undefined ? {} : { pause }) };
}
