import { dayOf } from '../../wire/day.ts';
import { LIMITS } from '../../wire/envelope.ts';
import { announcedBytes, discardBody, readBody } from '../http/body.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { refuse, refuseUntil, reply } from '../http/reply.ts';
import type { Standing } from '../storage/storage.ts';
import type { InTurn, Pause } from './body-turns.ts';
import type { Sent } from './read-answers.ts';
import { readBatch } from './read-batch.ts';
import { type IntakeParts, takeIn } from './take-in.ts';

/** Most of the large bodies that waited have been processed by then. */
const RETRY_SECONDS = 2;

interface ResponsesParts extends IntakeParts {
  readonly now: () => Date;
  readonly rate: RateLimit;
  readonly inTurn: InTurn;
  /** The epoch and the last backup of the database, for the reply. */
  readonly standing: () => Promise<Standing>;
}

/** `POST /api/responses`: one verdict per envelope, in order, after the commit. Checks the rate limit before it reads the body. */
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
  const { bytes } = body;
  const replied = await parts.inTurn(bytes.length, address, async (pause) => {
    const batch = readBatch(bytes);
    const cost = Math.max(costOf(bytes.length), batch.kind === 'envelopes' ? batch.count : 1);
    if (cost > asked) parts.rate.charge(address, cost - asked);
    return batch.kind === 'refused' ? refuse(batch.code) : await replyToBatch(batch.envelopes, parts, pause);
  });
  return replied ?? refuseUntil('rate.limited', RETRY_SECONDS);
}

async function replyToBatch(envelopes: Iterable<Sent>, parts: ResponsesParts, pause: Pause): Promise<Response> {
  await pause();
  // Read before the responses are stored, so that the epoch is that of the database that stores them.
  const { epoch, backedUpThrough } = await parts.standing();
  const verdicts = await takeIn(envelopes, parts, dayOf(parts.now()), pause);
  return reply(200, { verdicts, epoch, backedUpThrough });
}

/** Returns the cost of a body of this size, in envelopes: a body as large as a full batch costs a full batch, whatever it contains. */
function costOf(bytes: number): number {
  return Math.max(1, Math.ceil(Math.min(bytes, LIMITS.bytes) / (LIMITS.bytes / LIMITS.envelopes)));
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type);
}
