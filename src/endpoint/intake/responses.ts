import type { Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { LIMITS } from '../../wire/envelope.ts';
import type { Verdict } from '../../wire/verdict.ts';
import { announcedBytes, discardBody, readBody } from '../http/body.ts';
import type { RateLimit } from '../http/rate.ts';
import { refuse, refuseUntil, reply } from '../http/reply.ts';
import type { Opener } from '../sealed/opener.ts';
import type { Outcome, Standing, Storage } from '../storage/storage.ts';
import { readBatch } from './batch.ts';
import { storingDeclared } from './declared-channel.ts';
import { type CheckedEnvelope, checkEnvelope, type Days } from './envelope-check.ts';

export interface ResponsesParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly rate: RateLimit;
  readonly open: Opener;
  readonly closings: () => Promise<Days['closings']>;
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

  const day = dayOf(parts.now());
  const days = { today: day, closings: await parts.closings() };
  const checked = await Promise.all(
    batch.envelopes.map(async (item) =>
      admit(checkEnvelope(item, parts.surveys, days, await parts.open(item)), parts.storage),
    ),
  );
  const { epoch, backedUpThrough } = await parts.standing();
  const outcomes = await storingDeclared(parts.storage, parts.surveys)(
    checked.flatMap((one) => (one.kind === 'received' ? [one.received] : [])),
    checked.flatMap((one) =>
      one.kind === 'refused' ? [{ code: one.refused.problem, survey: one.refused.survey }] : [],
    ),
    day,
  );
  return reply(200, { verdicts: verdictsOf(checked, outcomes), epoch, backedUpThrough });
}

type Admitted = Exclude<CheckedEnvelope, { readonly kind: 'closed' }>;

/** A device whose receipt was lost is told what is held, though the survey has closed meanwhile. */
async function admit(checked: CheckedEnvelope, storage: Storage): Promise<Admitted> {
  if (checked.kind !== 'closed') return checked;
  const { received, refused } = checked;
  const isHeld = (await storage.receiptState(received.envelope.receiptHash)) !== undefined;
  return isHeld ? { kind: 'received', received } : { kind: 'refused', refused };
}

/** What a body of this size counts for, in envelopes: whoever sends a whole batch of bytes pays a batch, whatever they hold. */
function costOf(bytes: number): number {
  return Math.max(1, Math.ceil(Math.min(bytes, LIMITS.bytes) / (LIMITS.bytes / LIMITS.envelopes)));
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(type);
}

function verdictsOf(checked: readonly Admitted[], outcomes: readonly Outcome[]): readonly Verdict[] {
  let next = 0;
  return checked.map((one): Verdict => {
    if (one.kind === 'refused') {
      const { id, sequence, digest, problem, path } = one.refused;
      return { id, sequence, digest, verdict: 'refused', problem, path };
    }
    const { envelope, digest } = one.received;
    const outcome = outcomes[next++];
    if (outcome === undefined) throw new Error('the storage gave fewer outcomes than envelopes');
    const named = { id: envelope.id, sequence: envelope.sequence, digest };
    return outcome === 'conflict'
      ? { ...named, verdict: 'refused', problem: 'envelope.conflict' }
      : { ...named, verdict: outcome };
  });
}
