import { hash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { OTHER_TEXT_BYTES, type Question, type Survey } from '../../core/survey/questionnaire.ts';
import type { Opened } from '../../sealing/open-sealed.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import type { Header, WireAnswers } from '../../wire/envelope.ts';
import type { Problem } from '../../wire/problem.ts';
import type { Sealed } from '../../wire/sealed.ts';
import { problemIn } from '../../wire/wire-answers.ts';
import type { Arrived } from '../storage/storage.ts';

export type ReadAnswers =
  | { readonly kind: 'read'; readonly received: Arrived }
  | { readonly kind: 'wrong'; readonly problem: Problem; readonly path: string };

/** Of what came in clear. What is wrong with an answer is told before that the envelope has no digest. */
export function readClear(header: Header, survey: Survey, digest: string | undefined): ReadAnswers {
  const { answers } = header;
  const wrong = problemIn(survey, answers, header.status);
  if (wrong) return { kind: 'wrong', problem: wrong.problem, path: `answers.${wrong.path}` };
  if (digest === undefined) return { kind: 'wrong', problem: 'envelope.invalid', path: '(envelope)' };
  return { kind: 'read', received: { envelope: header as Header & { answers: WireAnswers }, digest } };
}

interface SealedReading {
  readonly header: Header;
  readonly sealed: unknown;
  readonly opened: Opened | undefined;
  readonly digest: string | undefined;
}

/** What is opened here is kept as what it holds, under the digest of that; what is for the organiser alone, as it came. */
export function readSealed(
  { header, sealed, opened, digest }: SealedReading,
  survey: Survey,
  { current }: Pick<PublishedSurvey, 'current'>,
): ReadAnswers {
  const wrong = (problem: Problem): ReadAnswers => ({ kind: 'wrong', problem, path: 'sealed' });
  if (!opened || digest === undefined) return wrong('envelope.invalid');
  const { answers: _, ...named } = header;
  if (opened.kind === 'key-unknown' && current.notice?.sealing?.opens === 'organiser') {
    // The opener has found it to be of this form.
    const kept = sealed as Sealed;
    const isForUs = kept.to.some(({ key }) => current.notice?.sealing?.keys.some(({ id }) => id === key));
    if (!isForUs) return wrong('sealed.key-unknown');
    if (kept.body.length > longestBody(survey)) return wrong('sealed.unreadable');
    return { kind: 'read', received: { envelope: { ...named, sealed: kept }, digest } };
  }
  if (opened.kind !== 'opened') return wrong(`sealed.${opened.kind}`);
  const { answers } = opened;
  const keptDigest = isRecord(answers) ? sentDigestOf({ ...named, answers }) : undefined;
  return isRecord(answers) && keptDigest !== undefined
    ? readClear({ ...header, answers }, survey, keptDigest)
    : wrong('sealed.unreadable');
}

/** What came as an envelope. */
export interface Sent {
  readonly item: unknown;
  /** Of its canonical form; nothing for what has none. */
  readonly digest: string | undefined;
}

export function sentAs(item: unknown): Sent {
  return { item, digest: sentDigestOf(item) };
}

function sentDigestOf(item: unknown): string | undefined {
  const text = isRecord(item) ? canonicalForm(item) : undefined;
  return text === undefined ? undefined : hash('sha256', text, 'hex');
}

export function isRecord(item: unknown): item is Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

const bodies = new WeakMap<Survey, number>();

/** In letters: what holds more than all that can be answered, sealed as devices do, holds something else. */
function longestBody(survey: Survey): number {
  const known = bodies.get(survey) ?? Math.ceil(((mostBytes(survey) + PADDING + TAG) * 4) / 3);
  bodies.set(survey, known);
  return known;
}

const [PADDING, TAG] = [512, 16];
/** Quotes, colon and comma around a name and its answer; a number, or what a list adds. */
const AROUND = 32;

/** Every question answered at its longest: an upper bound, as JSON. */
function mostBytes({ questions }: Survey): number {
  return sum(
    questions.map((question) => {
      const choices = sum(question.choices.map(({ id }) => id.length + 3));
      const text = 2 * (question.kind === 'text' ? question.maxBytes : OTHER_TEXT_BYTES);
      const item = (id: string) => id.length + AROUND + (isText(question, id) ? text : choices);
      return question.id.length + AROUND + sum(question.items.map(item));
    }),
  );
}

function isText(question: Question, item: string): boolean {
  return question.kind === 'text' || item === question.otherItem;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
