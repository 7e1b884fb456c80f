import * as v from 'valibot';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { isClosedOn } from '../../core/survey/closing.ts';
import type { UnsealOutcome } from '../../sealing/open-sealed.ts';
import { daysAfter } from '../../wire/day.ts';
import { type Header, headerSchema } from '../../wire/envelope.ts';
import type { Problem } from '../../wire/problem.ts';
import { isObject } from '../../wire/wire-answers.ts';
import { isTrialResponse } from '../lifecycle/trial.ts';
import type { Received } from '../storage/storage.ts';
import { readClear, readSealed, type Sent } from './read-answers.ts';

export type CheckedEnvelope =
  | Admissible<'received'>
  /** Begun after the survey was closed, or before it opens: refused, unless its response is held already. */
  | (Admissible<'closed'> & { readonly refused: Refused })
  | { readonly kind: 'refused'; readonly refused: Refused };

interface Admissible<Kind extends string> {
  readonly kind: Kind;
  readonly received: Received;
  /** The digest of what was sent. For a sealed envelope, `received` has another one: that of the envelope inside. */
  readonly digest: string;
}

/** The public description of a refused envelope: where it is wrong, never its values. */
export interface Refused {
  readonly id: string | null;
  readonly sequence: number | null;
  readonly digest: string | null;
  readonly problem: Problem;
  readonly path: string;
  /** Empty unless it is one of ours. */
  readonly survey: string;
  /** As `Refusal` has it. */
  readonly event?: string;
}

/** Today, and the day from which each closed survey refuses new responses. Days are YYYY-MM-DD. */
export interface Days {
  readonly today: string;
  /** The moment of arrival, in milliseconds. */
  readonly at: number;
  readonly closings: ReadonlyMap<string, { readonly closedFrom?: string }>;
}

/** Checks header, survey and answers: everything that does not need the storage. */
export function checkEnvelope(
  { item, digest }: Sent,
  surveys: Surveys,
  { today, at, closings }: Days,
  /** The decrypted contents of a sealed envelope. */
  opened?: UnsealOutcome,
): CheckedEnvelope {
  const refusal = (problem: Problem, path: string, from: Origin = { survey: '' }): Refused => ({
    ...readableIn(item),
    digest: digest ?? null,
    problem,
    path,
    ...from,
  });
  const refuse = (...why: Parameters<typeof refusal>): CheckedEnvelope => ({
    kind: 'refused',
    refused: refusal(...why),
  });

  if (!isObject(item)) return refuse('envelope.invalid', '(envelope)');
  // Valibot silently drops this key, but an envelope must be stored as it was digested or refused.
  if (Object.hasOwn(item, '__proto__')) return refuse('envelope.invalid', UNKNOWN_KEY);
  const isSealed = item.sealed !== undefined;
  if (isSealed && 'answers' in item) return refuse('envelope.invalid', 'answers');
  const parsed = v.safeParse(headerSchema, isSealed ? inClear(item) : item, { abortEarly: true });
  if (!parsed.success) return refuse('envelope.invalid', pathOf(parsed.issues[0]));
  const header: Header = parsed.output;

  const published = surveys.get(header.survey);
  if (!published) return refuse('survey.unknown', 'survey');
  const from = originOf(header, published);
  const survey = published.revisions.get(header.revision);
  if (!survey) return refuse('survey.revision-unknown', 'revision', from);
  if (!survey.languages.includes(header.language)) return refuse('envelope.invalid', 'language', from);
  if (header.lastQuestion !== null && !survey.question.has(header.lastQuestion))
    return refuse('envelope.invalid', 'lastQuestion', from);

  const read = isSealed ? readSealed({ header, opened, digest }, survey) : readClear(header, survey, digest);
  if (read.kind === 'wrong') return refuse(read.problem, read.path, from);
  if (digest === undefined) return refuse('envelope.invalid', '(envelope)', from);
  const { received } = read;
  // Whatever the device's clock says, the interview did not begin after the envelope arrived.
  const begunOn = header.startedOn < today ? header.startedOn : today;
  if (isClosedOn(closings.get(survey.id) ?? {}, begunOn) || isUntimely(header, published, { today, at }))
    return { kind: 'closed', received, digest, refused: refusal('survey.closed', 'survey', from) };
  return { kind: 'received', received, digest };
}

/** Before its opening day a survey takes trial responses alone, and it takes these only as long as its trial lasts. */
function isUntimely(header: Header, published: PublishedSurvey, { today, at }: Pick<Days, 'today' | 'at'>): boolean {
  const { current, trialUntil = 0 } = published;
  if (isTrialResponse(header, published, today)) return at >= trialUntil;
  const { opensOn = '' } = current;
  // East of the endpoint the day begins earlier: who began on the opening day there is not sent away.
  return today < opensOn && (header.startedOn < opensOn || daysAfter(today, 1) < opensOn);
}

type Origin = Pick<Refused, 'survey' | 'event'>;

/** A link can carry any word, so a channel is counted under its name only if the notice declares it. */
function originOf({ survey, mode, channel }: Header, { current }: Pick<PublishedSurvey, 'current'>): Origin {
  const declared = current.notice?.channels;
  if (mode !== 'field' || (channel !== null && !declared)) return { survey };
  return { survey, event: declared?.find(({ id }) => id === channel)?.id ?? '' };
}

/** Returns the header with empty answers in place of the sealed part. */
function inClear({ sealed: _, ...header }: Readonly<Record<string, unknown>>) {
  return { ...header, answers: {} };
}

const UNKNOWN_KEY = '(unknown key)';

function readableIn(item: unknown): Pick<Refused, 'id' | 'sequence'> {
  if (!isObject(item)) return { id: null, sequence: null };
  const { id, sequence } = headerSchema.entries;
  const readId = v.safeParse(id, item.id);
  const readSequence = v.safeParse(sequence, item.sequence);
  return {
    id: readId.success ? readId.output : null,
    sequence: readSequence.success ? readSequence.output : null,
  };
}

/** Returns a path with known names only: an unknown key is content. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  const key = issue.path?.[0]?.key;
  if (key === undefined) return '(envelope)';
  return typeof key === 'string' && Object.hasOwn(headerSchema.entries, key) ? key : UNKNOWN_KEY;
}
