import { isAnswered } from '../../core/answering/flow.ts';
import { type AnswerFault, faultOf } from '../../core/answering/validation.ts';
import type { Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { optionElementId } from './control-props.ts';

/** Something that keeps the respondent on the question, and the field it is about. */
export interface Fault {
  readonly field: string;
  readonly fault: AnswerFault | 'required';
}

/** `answers` are those of the path. */
export function faultsOn(question: Question, answers: Answers): readonly Fault[] {
  const field = fieldOf(question);
  if (question.required && !isAnswered(question, answers)) return [{ field, fault: 'required' }];
  return question.items.flatMap((item) => {
    const answer = answers[item];
    const fault = answer === undefined ? undefined : faultOf(question, item, answer);
    return fault ? [{ field, fault }] : [];
  });
}

/** The element that takes the focus for this question. */
function fieldOf(question: Question): string {
  const [choice] = question.choices;
  const [row = question.id] = question.items;
  const choosing = question.kind === 'single' || question.kind === 'multiple' || question.kind === 'matrix';
  return choosing && choice ? optionElementId(row, choice.id) : question.id;
}
