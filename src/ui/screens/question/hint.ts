import type { Question } from '../../../core/survey/questionnaire.ts';
import type { Words } from '../../words/words.ts';

/** What helps to answer: the survey's own words first, then what its kind of question calls for. */
export function hintOf(question: Question, words: Words): string | undefined {
  const { ui } = words;
  const help = question.help && words.of(question.help);
  if (help) return help;
  if (question.kind === 'multiple')
    return question.max === undefined ? ui['question.several'] : ui['question.at-most'](question.max);
  if (question.kind === 'number') return ui['question.digits'];
  return question.kind === 'text' && question.personal ? ui['question.personal'] : undefined;
}
