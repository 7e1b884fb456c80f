import { missingRequired } from '../core/answering/completeness.ts';
import { type Path, pathThrough } from '../core/answering/flow.ts';
import { type AnswerFault, faultOf } from '../core/answering/validation.ts';
import type { Answer, Answers } from '../core/survey/answers.ts';
import type { Question, Survey } from '../core/survey/questionnaire.ts';
import type { WireAnswer, WireAnswers } from './envelope.ts';
import type { Problem } from './problem.ts';

/** The answers of a path as they travel: matrix rows under their question. */
export function toWire(path: Path): WireAnswers {
  const wire: Record<string, WireAnswer> = {};
  for (const question of path.questions) {
    for (const item of question.items) {
      const answer = path.answers[item];
      if (answer === undefined) continue;
      if (question.kind === 'matrix' && item !== question.otherItem) {
        const rows = (wire[question.id] ?? {}) as Record<string, string>;
        rows[item] = String(answer);
        wire[question.id] = rows;
      } else wire[item] = answer;
    }
  }
  return wire;
}

/** The way back, for answers that were checked when they came. */
export function fromWire(wire: WireAnswers): Answers {
  const answers: Record<string, Answer> = {};
  for (const [key, value] of Object.entries(wire)) {
    if (isRows(value)) Object.assign(answers, value);
    else answers[key] = value;
  }
  return answers;
}

function isRows(value: WireAnswer): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value);
}

/** `path` names questions and rows, never values. */
export interface AnswerProblem {
  readonly problem: Problem;
  readonly path: string;
}

/** The first thing wrong with the answers of an envelope to this survey: off the path too, and required but missing when complete. */
export function problemIn(
  survey: Survey,
  wire: Readonly<Record<string, unknown>>,
  status: 'partial' | 'complete',
): AnswerProblem | undefined {
  const answers: Record<string, Answer> = {};
  const given: string[] = [];
  const take = (question: Question, item: string, answer: unknown): AnswerProblem | undefined => {
    const fault = faultOf(question, item, answer);
    if (fault) return { problem: PROBLEM_OF_FAULT[fault], path: item };
    answers[item] = answer as Answer;
    given.push(item);
    return undefined;
  };
  for (const key of Object.keys(wire)) {
    const question = survey.questionOfItem.get(key) ?? survey.question.get(key);
    if (!question || ![question.id, question.otherItem, question.consentItem].includes(key))
      return { problem: 'answer.unknown-question', path: '(unknown key)' };
    const value = wire[key];
    if (question.kind !== 'matrix' || key !== question.id) {
      const wrong = take(question, key, value);
      if (wrong) return wrong;
      continue;
    }
    const rows = isObject(value) ? Object.keys(value) : [];
    if (!isObject(value) || rows.length === 0) return { problem: 'answer.invalid', path: key };
    for (const row of rows) {
      if (survey.questionOfItem.get(row) !== question) return { problem: 'answer.unknown-question', path: key };
      const wrong = take(question, row, value[row]);
      if (wrong) return wrong;
    }
  }
  const path = pathThrough(survey, answers);
  const astray = given.find((item) => path.answers[item] === undefined);
  if (astray) return { problem: 'answer.off-path', path: astray };
  const [missing] = status === 'complete' ? missingRequired(path) : [];
  return missing && { problem: 'answer.required', path: missing.id };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const PROBLEM_OF_FAULT: Record<AnswerFault, Problem> = {
  invalid: 'answer.invalid',
  'unknown-option': 'answer.unknown-option',
  'forbidden-character': 'text.forbidden-character',
  'too-long': 'text.too-long',
  'out-of-bounds': 'answer.invalid',
  'too-few': 'answer.invalid',
  'too-many': 'answer.invalid',
  exclusive: 'answer.invalid',
};
