import type { Answers, PossibleAnswers } from '../survey/answers.ts';
import type { Question } from '../survey/questionnaire.ts';
import { isAnswered, type Path } from './flow.ts';

/** Questions on the path that a complete response must answer and does not. */
export function missingRequired(
  path: Pick<Path, 'questions'> & { readonly answers: PossibleAnswers },
): readonly Question[] {
  return path.questions.filter((question) => question.required && !isAnswered(question, path.answers));
}

/** How far a question is answered: not at all, but for some rows, or so that nothing is blank. */
export type Answered =
  | { readonly kind: 'blank' }
  | { readonly kind: 'rows'; readonly blank: number }
  | { readonly kind: 'given' };

/** Takes the answers of a path. */
export function answeredOf(question: Question, answers: Answers): Answered {
  if (question.kind !== 'matrix') return { kind: answers[question.id] === undefined ? 'blank' : 'given' };
  const blank = question.rows.filter((row) => answers[row.id] === undefined).length;
  if (blank === question.rows.length) return { kind: 'blank' };
  return blank > 0 ? { kind: 'rows', blank } : { kind: 'given' };
}
