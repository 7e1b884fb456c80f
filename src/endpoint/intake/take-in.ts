import { hash } from 'node:crypto';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import type { Verdict } from '../../wire/verdict.ts';
import { isTrialResponse } from '../lifecycle/trial.ts';
import type { Opener } from '../sealed/opener.ts';
import type { Outcome, Received, Refusal, Storage } from '../storage/storage.ts';
import { noPause, type Pause } from './body-turns.ts';
import { type CheckedEnvelope, checkEnvelope, type Days, type Refused } from './envelope-check.ts';
import type { Sent } from './read-answers.ts';

export interface IntakeParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly open: Opener;
  readonly closings: () => Promise<Days['closings']>;
  /** Without it no trial response is taken. */
  readonly now?: () => Date;
  /** Looks for surveys that were just published elsewhere. */
  readonly look?: (survey: string, isAgain: boolean) => Promise<void>;
}

/** Checks and stores envelopes, from a request or a rescue file; one verdict each, in order, after the commit. Pauses after each check. */
export async function takeIn(
  envelopes: Iterable<Sent>,
  { storage, surveys, open, closings, now, look }: IntakeParts,
  today: string,
  pause: Pause = noPause,
): Promise<readonly Verdict[]> {
  const days = { today, at: now?.().getTime() ?? Number.POSITIVE_INFINITY, closings: await closings() };
  const found: CheckedEnvelope[] = [];
  let hasLooked = false;
  for (const sent of envelopes) {
    // What has no canonical form is refused, sealed or not: nothing can be bound to its header.
    const opened = sent.digest === undefined ? undefined : await open(sent.item);
    let checked = checkEnvelope(sent, surveys, days, opened);
    if (look && isUnknown(checked)) {
      await look(String(Object(sent.item).survey), hasLooked);
      hasLooked = true;
      checked = checkEnvelope(sent, surveys, days, opened);
    }
    found.push(checked);
    await pause();
  }
  const checked = await Promise.all(found.map((one) => admit(one, storage)));
  const outcomes = await storingDeclared(storage, surveys)(
    checked.flatMap((one) => (one.kind === 'received' ? [one.received] : [])),
    checked.flatMap((one) => (one.kind === 'refused' ? [toRefusal(one.refused)] : [])),
    today,
  );
  return verdictsOf(checked, outcomes);
}

/** Returns whether it names a survey, or a revision, that this endpoint does not know. */
function isUnknown(checked: CheckedEnvelope): boolean {
  return checked.kind === 'refused' && /^survey\.(revision-)?unknown$/.test(checked.refused.problem);
}

function toRefusal({ problem: code, survey, event }: Refused): Refusal {
  return { code, survey, ...(event !== undefined && { event }) };
}

type Admitted = Exclude<CheckedEnvelope, { readonly kind: 'closed' }>;

/** An envelope that arrives after the closing is accepted if its response is already stored: its device may not have received the verdict. */
async function admit(checked: CheckedEnvelope, storage: Storage): Promise<Admitted> {
  if (checked.kind !== 'closed') return checked;
  const { received, digest, refused } = checked;
  const isHeld = (await storage.receiptState(received.envelope.receiptHash)) !== undefined;
  return isHeld ? { kind: 'received', received, digest } : { kind: 'refused', refused };
}

function verdictsOf(checked: readonly Admitted[], outcomes: readonly Outcome[]): readonly Verdict[] {
  let next = 0;
  return checked.map((one): Verdict => {
    if (one.kind === 'refused') {
      const { id, sequence, digest, problem, path } = one.refused;
      return { id, sequence, digest, verdict: 'refused', problem, path };
    }
    const { id, sequence } = one.received.envelope;
    const outcome = outcomes[next++];
    if (outcome === undefined) throw new Error('the storage gave fewer outcomes than envelopes');
    const named = { id, sequence, digest: one.digest };
    return outcome === 'conflict'
      ? { ...named, verdict: 'refused', problem: 'envelope.conflict' }
      : { ...named, verdict: outcome };
  });
}

/**
 * Wraps `store` to drop channels that are not declared, since a link can carry any word, even a person's name. The stored digest is
 * then that of what is stored: the digest of what was sent would confirm a guessed name.
 */
function storingDeclared(storage: Storage, surveys: Surveys): Storage['store'] {
  return async (received, refusals, day) => {
    const kept = received.map((one) => (isDeclared(one, surveys, day) ? one : withoutChannel(one)));
    const outcomes = await storage.store(kept, refusals, day);
    // The declared channels may have changed since the first sending.
    const doubtfulAt = (place: number) => {
      const one = received[place];
      return outcomes[place] === 'conflict' && one && one.envelope.channel !== null ? [one] : [];
    };
    const doubtful = received.flatMap((_, place) => doubtfulAt(place));
    if (doubtful.length === 0) return outcomes;
    const others = doubtful.map((one) => (isDeclared(one, surveys, day) ? withoutChannel(one) : one));
    const again = await storage.store(others, [], day);
    let next = 0;
    return outcomes.map((outcome, place) => (doubtfulAt(place).length > 0 ? (again[next++] ?? outcome) : outcome));
  };
}

/** A survey that declares no channels keeps every channel, but that of trials for trial responses alone: they are erased by it. */
function isDeclared({ envelope }: Received, surveys: Surveys, day: string): boolean {
  const { channel } = envelope;
  const published = surveys.get(envelope.survey);
  if (channel === TRIAL) return published !== undefined && isTrialResponse(envelope, published, day);
  const declared = published?.current.notice?.channels;
  return channel === null || !declared || declared.some(({ id }) => id === channel);
}

function withoutChannel({ envelope }: Received): Received {
  const kept = { ...envelope, channel: null };
  return { envelope: kept, digest: hash('sha256', canonicalForm(kept) ?? '', 'hex') };
}
