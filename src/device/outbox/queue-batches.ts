import { utf8Length } from '../../core/answering/text-check.ts';
import { LIMITS } from '../../wire/envelope.ts';
import { queueOf } from '../store/queue-of.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import type { Batch } from './drain-pass.ts';

/**
 * Reads the queue of one pass while it is sent: oldest first, within the limits of a request; then envelopes that failed alone before,
 * each alone; at last refused ones that are due again.
 */
export function takeTurns(
  database: Database,
  /** `undefined` if no refusal can be due: then they are not read. */
  isDue: ((refused: QueuedEnvelope) => boolean) | undefined,
): () => Promise<Batch | undefined> {
  const states: QueuedEnvelope['state'][] = isDue ? ['waiting', 'refused'] : ['waiting'];
  const seen = new Set<string>();
  const read: QueuedEnvelope[] = [];
  let last: QueuedEnvelope | undefined;

  /** Envelopes that failed in this pass: they move back in the queue, and are skipped when they come up again. */
  const isNew = (envelope: QueuedEnvelope) => {
    const key = `${envelope.id} ${envelope.sequence}`;
    if (seen.has(key) || (envelope.state === 'refused' && !isDue?.(envelope))) return false;
    seen.add(key);
    return true;
  };

  async function fill(): Promise<void> {
    for (let [state] = states; state && read.length < LIMITS.envelopes; [state] = states) {
      const from = state;
      const found = await database.read(['outbox'], (tx) => queueOf(tx).next(from, last, LIMITS.envelopes));
      // The pass ends with what was read before; its result comes from a separate read, which fails as well.
      if (found.kind === 'unread') return;
      last = found.value.at(-1);
      if (!last) states.shift();
      read.push(...found.value.filter(isNew));
    }
  }

  return async () => {
    await fill();
    const [first] = read;
    if (!first) return undefined;
    let count = 1;
    let bytes = '{"envelopes":[]}'.length + sizeOf(first);
    if (first.failures === 0)
      for (const envelope of read.slice(1, LIMITS.envelopes)) {
        bytes += sizeOf(envelope);
        if (envelope.failures > 0 || bytes > LIMITS.bytes) break;
        count++;
      }
    return read.splice(0, count);
  };
}

function sizeOf({ body }: QueuedEnvelope): number {
  return utf8Length(body) + 1;
}
