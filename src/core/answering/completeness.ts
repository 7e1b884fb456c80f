import type { Answers, PossibleAnswers } from '../survey/answers.ts';
import type { Question } from '../survey/questionnaire.ts';
import { isAnswered, type Path } from './flow.ts';

/** Returns the required questions on the path that are not answered. */
export function missingRequired(
  path: Pick<Path, 'questions'> & { readonly answers: PossibleAnswers },
): readonly Question[] {
  return path.questions.filter((question) => question.required && !isAnswered(question, path.answers));
}

/** How far a question is answered: not at all, in part (some rows are blank), or completely. */
type Answered =
  | { readonly kind: 'blank' }
  | { readonly kind: 'rows'; readonly blank: number }
  | { readonly kind: 'given' };

/** `answers` are those of a path. */
export function answeredOf(question: Question, answers: Answers): Answered {
  if (question.kind !== 'matrix') return { kind: answers[question.id] === undefined ? 'blank' : 'given' };
  const blank = question.rows.filter((row) => answers[row.id] === undefined).length;
  if (blank === question.rows.length) return { kind: 'blank' };
  return blank > 0 ? { kind: 'rows', blank } : { kind: 'given' };
}
