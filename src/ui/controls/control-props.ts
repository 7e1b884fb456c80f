import type { Answer, Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Words } from '../words/words.ts';

/** What every control is given: its question, the answers so far, and where to give the next. */
export interface ControlProps<Kind extends Question['kind'] = Question['kind']> {
  readonly question: Extract<Question, { readonly kind: Kind }>;
  readonly answers: Answers;
  readonly words: Words;
  readonly onAnswer: (item: string, answer: Answer | undefined, how?: 'typing') => void;
  /** The ids of the help and of the error, for `aria-describedby`. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/** The heading of the question on screen, which names single fields. */
export const TITLE_ID = 'question-title';

export function optionElementId(item: string, option: string): string {
  return `${item}.${option}`;
}
