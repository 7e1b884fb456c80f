import { missingRequired } from '../core/answering/completeness.ts';
import { type Path, specifies } from '../core/answering/flow.ts';
import { holds } from '../core/answering/rule.ts';
import { type AnswerFault, faultOf } from '../core/answering/validation.ts';
import type { Answer, PossibleAnswers } from '../core/survey/answers.ts';
import type { Question, Survey } from '../core/survey/questionnaire.ts';
import type { WireAnswer, WireAnswers } from './envelope.ts';
import type { Problem } from './problem.ts';

/** Returns the answers of a path in wire format: matrix rows nested under their question. */
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

/**
 * A reusable object with a key for each item, answered or not: it must be read before it is filled again. Creating an object with a
 * hundred keys for each response takes longer than everything that is read from it.
 */
function sheetOf(items: readonly string[]): () => Record<string, Answer | undefined> {
  const sheet: Record<string, Answer | undefined> = {};
  return () => {
    for (const item of items) sheet[item] = undefined;
    return sheet;
  };
}

export function isRows(value: WireAnswer): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value);
}

/** `path` names questions and rows, never values. */
interface AnswerProblem {
  readonly problem: Problem;
  readonly path: string;
}

/** Returns the first problem of an envelope's answers to this survey, including answers off the path and missing required ones. */
export function problemIn(
  survey: Survey,
  wire: Readonly<Record<string, unknown>>,
  status: 'partial' | 'complete',
): AnswerProblem | undefined {
  const answers = blankFor(survey);
  const take = (question: Question, item: string, answer: unknown): AnswerProblem | undefined => {
    const fault = faultOf(question, item, answer);
    if (fault) return { problem: PROBLEM_OF_FAULT[fault], path: item };
    answers[item] = answer as Answer;
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
  // Follows the path like `pathThrough`, without copying the answers: most envelopes have no answer off the path.
  const questions: Question[] = [];
  for (const question of survey.questions) {
    const isMet = !question.showIf || holds(question.showIf, answers);
    const astray = question.items.find(
      (item) => answers[item] !== undefined && !(isMet && isOpen(question, item, answers)),
    );
    if (astray !== undefined) return { problem: 'answer.off-path', path: astray };
    if (isMet) questions.push(question);
  }
  const [missing] = status === 'complete' ? missingRequired({ questions, answers }) : [];
  return missing && { problem: 'answer.required', path: missing.id };
}

/** Returns whether an item of a question on the path may be answered: a "préciser" text if its option is chosen, a consent with its text. */
function isOpen(question: Question, item: string, answers: PossibleAnswers): boolean {
  if (item === question.otherItem) return specifies(question, answers);
  return item !== question.consentItem || answers[question.id] !== undefined;
}

const sheets = new WeakMap<Survey, () => Record<string, Answer | undefined>>();

function blankFor(survey: Survey): Record<string, Answer | undefined> {
  const blank = sheets.get(survey) ?? sheetOf([...survey.questionOfItem.keys()]);
  sheets.set(survey, blank);
  return blank();
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
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
