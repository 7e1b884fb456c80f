import type { Answer, Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Words } from '../words/words.ts';

/** The next answer of an item from the one held now, which may be newer than the one drawn; `undefined` is a blank. */
export type Change = (held: Answer | undefined) => Answer | undefined;

/** `marked`: the browser itself shows what was chosen. `typing`: more keys may follow. Otherwise only a drawing shows it. */
type How = 'marked' | 'typing';

/** The props of every control: its question, the answers to draw, and the function that takes the next. */
export interface ControlProps<Kind extends Question['kind'] = Question['kind']> {
  readonly question: Extract<Question, { readonly kind: Kind }>;
  readonly answers: Answers;
  readonly words: Words;
  readonly onAnswer: (item: string, change: Change, how?: How) => void;
  /** The ids of the help and of the error, for `aria-describedby`. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  /** The response's id, once it has one. */
  readonly response?: string | undefined;
}

/** The heading of the question on screen, which names single fields. */
export const TITLE_ID = 'question-title';

export function optionElementId(item: string, option: string): string {
  return `${item}.${option}`;
}

/** The button that clears goes with the answer, so the focus moves to the first choice of the item. */
export function clearAndFocus({ question, onAnswer }: Pick<ControlProps, 'question' | 'onAnswer'>, item: string): void {
  onAnswer(item, () => undefined);
  const [first] = question.choices;
  if (first) document.getElementById(optionElementId(item, first.id))?.focus();
}
