import { hash } from 'node:crypto';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { UnsealOutcome } from '../../sealing/open-sealed.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import type { Header, WireAnswers } from '../../wire/envelope.ts';
import type { Problem } from '../../wire/problem.ts';
import { isObject, problemIn } from '../../wire/wire-answers.ts';
import type { Received } from '../storage/storage.ts';

type AnswersResult =
  | { readonly kind: 'read'; readonly received: Received }
  | { readonly kind: 'wrong'; readonly problem: Problem; readonly path: string };

/** Checks an unsealed envelope. A wrong answer is reported before a missing digest. */
export function readClear(header: Header, survey: Survey, digest: string | undefined): AnswersResult {
  const { answers } = header;
  const wrong = problemIn(survey, answers, header.status);
  if (wrong) return { kind: 'wrong', problem: wrong.problem, path: `answers.${wrong.path}` };
  if (digest === undefined) return { kind: 'wrong', problem: 'envelope.invalid', path: '(envelope)' };
  return { kind: 'read', received: { envelope: header as Header & { answers: WireAnswers }, digest } };
}

interface SealedReading {
  readonly header: Header;
  readonly opened: UnsealOutcome | undefined;
  readonly digest: string | undefined;
}

/** Checks a sealed envelope after decryption. It is stored as the envelope that it contains, with the digest of that envelope. */
export function readSealed({ header, opened, digest }: SealedReading, survey: Survey): AnswersResult {
  const wrong = (problem: Problem): AnswersResult => ({ kind: 'wrong', problem, path: 'sealed' });
  if (!opened || digest === undefined) return wrong('envelope.invalid');
  const { answers: _, ...named } = header;
  if (opened.kind !== 'opened') return wrong(`sealed.${opened.kind}`);
  const { answers } = opened;
  const keptDigest = isObject(answers) ? openedDigestOf({ ...named, answers }) : undefined;
  return isObject(answers) && keptDigest !== undefined
    ? readClear({ ...header, answers }, survey, keptDigest)
    : wrong('sealed.unreadable');
}

/** One element of the batch, not yet checked. */
export interface Sent {
  readonly item: unknown;
  /** The digest of its canonical form; `undefined` if there is none. */
  readonly digest: string | undefined;
}

export function sentAs(item: unknown): Sent {
  return { item, digest: sentDigestOf(item) };
}

/** The depth of a sealed body was not limited before it was parsed. */
function openedDigestOf(item: unknown): string | undefined {
  try {
    return sentDigestOf(item);
  } catch (error) {
    // Nested too deeply for the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sentDigestOf(item: unknown): string | undefined {
  const text = isObject(item) ? canonicalForm(item) : undefined;
  return text === undefined ? undefined : hash('sha256', text, 'hex');
}
