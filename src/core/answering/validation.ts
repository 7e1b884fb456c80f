import { CONSENT, OTHER_TEXT_BYTES, type Question } from '../survey/questionnaire.ts';
import { hasForbiddenCharacter, utf8Length } from './text-check.ts';

/** Why an answer cannot be accepted. The endpoint sends it after `answer.` or `text.`; the page says it in words. */
export type AnswerFault =
  | 'invalid'
  | 'unknown-option'
  | 'forbidden-character'
  | 'too-long'
  /** Numbers: outside the bounds, or more decimals than offered. */
  | 'out-of-bounds'
  /** Multiple choices: fewer or more than asked, or an exclusive option with another. */
  | 'too-few'
  | 'too-many'
  | 'exclusive';

/** Checks one item's answer against its question; the item is one of `question.items`. */
export function faultOf(question: Question, item: string, answer: unknown): AnswerFault | undefined {
  if (item === question.otherItem) return textFault(answer, OTHER_TEXT_BYTES);
  if (item === question.consentItem) return answer === CONSENT ? undefined : 'invalid';
  switch (question.kind) {
    case 'single':
    case 'territory':
    case 'matrix':
      return optionFault(question, answer);
    case 'multiple':
      return multipleFault(question, answer);
    case 'number':
      return numberFault(question, answer);
    case 'text':
      return textFault(answer, question.maxBytes);
  }
}

function optionFault(question: Question, answer: unknown): AnswerFault | undefined {
  if (typeof answer !== 'string') return 'invalid';
  return question.choice.has(answer) ? undefined : 'unknown-option';
}

function multipleFault(question: Question & { kind: 'multiple' }, answer: unknown): AnswerFault | undefined {
  if (!Array.isArray(answer) || answer.length === 0 || new Set(answer).size < answer.length) return 'invalid';
  let exclusive = false;
  for (const option of answer) {
    const fault = optionFault(question, option);
    if (fault) return fault;
    exclusive ||= question.choice.get(option)?.exclusive === true;
  }
  if (exclusive) return answer.length === 1 ? undefined : 'exclusive';
  if (answer.length < (question.min ?? 1)) return 'too-few';
  return answer.length > (question.max ?? Number.POSITIVE_INFINITY) ? 'too-many' : undefined;
}

function numberFault(question: Question & { kind: 'number' }, answer: unknown): AnswerFault | undefined {
  if (answer === 'unknown') return question.unknown ? undefined : 'invalid';
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'invalid';
  if (answer < question.min || answer > question.max) return 'out-of-bounds';
  return Number(answer.toFixed(question.decimals)) === answer ? undefined : 'out-of-bounds';
}

function textFault(answer: unknown, maxBytes: number): AnswerFault | undefined {
  if (typeof answer !== 'string' || answer === '') return 'invalid';
  if (hasForbiddenCharacter(answer)) return 'forbidden-character';
  // No code unit takes more than three bytes.
  return answer.length * 3 > maxBytes && utf8Length(answer) > maxBytes ? 'too-long' : undefined;
}
