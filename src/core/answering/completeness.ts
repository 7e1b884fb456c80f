import type { Question } from '../survey/questionnaire.ts';
import { isAnswered, type Path } from './flow.ts';

/** Questions on the path that a complete response must answer and does not. */
export function missingRequired(path: Path): readonly Question[] {
  return path.questions.filter((question) => question.required && !isAnswered(question, path.answers));
}
