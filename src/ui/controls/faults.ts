import { isAnswered } from '../../core/answering/flow.ts';
import { faultOf } from '../../core/answering/validation.ts';
import type { Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Words } from '../words/words.ts';
import { optionElementId } from './control-props.ts';

/** Something that keeps the respondent on the question, in words, and the field it is about. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** `answers` are those of the path. */
export function faultsOn(question: Question, answers: Answers, words: Words): readonly Fault[] {
  const field = fieldOf(question);
  if (question.required && !isAnswered(question, answers)) return [{ field, message: words.ui['error.required'] }];
  return question.items.flatMap((item) => {
    const answer = answers[item];
    const fault = answer === undefined ? undefined : faultOf(question, item, answer);
    return fault ? [{ field, message: messageOf(fault, question, words) }] : [];
  });
}

function messageOf(fault: NonNullable<ReturnType<typeof faultOf>>, question: Question, words: Words): string {
  const { ui, number } = words;
  if (question.kind === 'number' && fault === 'out-of-bounds')
    return ui['error.bounds'](number(question.min), number(question.max));
  if (question.kind === 'multiple' && fault === 'too-few') return ui['error.too-few'](question.min ?? 1);
  if (question.kind === 'multiple' && fault === 'too-many') return ui['error.too-many'](question.max ?? 1);
  return fault === 'too-long' || fault === 'forbidden-character' ? ui['error.text'] : ui['error.choice'];
}

/** The element that takes the focus for this question. */
export function fieldOf(question: Question): string {
  const [choice] = question.choices;
  const [row = question.id] = question.items;
  const choosing = question.kind === 'single' || question.kind === 'multiple' || question.kind === 'matrix';
  return choosing && choice ? optionElementId(row, choice.id) : question.id;
}
