import { dayOf } from '../../wire/day.ts';
import { LIMITS } from '../../wire/envelope.ts';
import { announcedBytes, discardBody, readBody } from '../http/body.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { refuse, refuseUntil, reply } from '../http/reply.ts';
import type { Standing } from '../storage/storage.ts';
import { readBatch } from './read-batch.ts';
import { type IntakeParts, takeIn } from './take-in.ts';

export interface ResponsesParts extends IntakeParts {
  readonly now: () => Date;
  readonly rate: RateLimit;
  /** What the reply says of the database that took the responses. */
  readonly standing: () => Promise<Standing>;
}

/** `POST /api/responses`: one verdict per envelope, in order, after the commit. Asks the allowance before it reads anything. */
export async function receiveResponses(request: Request, address: string, parts: ResponsesParts): Promise<Response> {
  if (!isJson(request.headers.get('Content-Type'))) return refuse('body.unsupported-type');
  if (request.headers.get('Content-Encoding') !== null) return refuse('body.unsupported-type');
  const asked = costOf(announcedBytes(request));
  const wait = parts.rate.take(address, asked);
  if (wait > 0) {
    await discardBody(request);
    return refuseUntil('rate.limited', wait);
  }
  const body = await readBody(request);
  if (body.kind === 'too-large') return refuse('body.too-large', { Connection: 'close' });
  if (body.kind === 'broken') return refuse('batch.unreadable');
  const batch = readBatch(body.bytes);
  const cost = Math.max(costOf(body.bytes.length), batch.kind === 'envelopes' ? batch.envelopes.length : 1);
  if (cost > asked) parts.rate.charge(address, cost - asked);
  if (batch.kind === 'refused') return refuse(batch.code);

  // Before the responses are taken in: what they were told must hold of the database that took them.
  const { epoch, backedUpThrough } = await parts.standing();
  const verdicts = await takeIn(batch.envelopes, parts, dayOf(parts.now()));
  return reply(200, { verdicts, epoch, backedUpThrough });
}

/** What a body of this size counts for, in envelopes: whoever sends a whole batch of bytes pays a batch, whatever they hold. */
function costOf(bytes: number): number {
  return Math.max(1, Math.ceil(Math.min(bytes, LIMITS.bytes) / (LIMITS.bytes / LIMITS.envelopes)));
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type);
}
