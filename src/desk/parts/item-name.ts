import { EVERYONE } from '../../core/results/everyone.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Desk } from './desk-context.ts';

/** An item in the words of the questionnaire: a question, or a row of a matrix. */
export function itemName(question: Question, item: string, of: Desk['words']['of']): string {
  const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item) : undefined;
  return of(row?.label ?? question.text);
}

/** By its id where today's revision does not ask it. */
export function nameOfItem({ survey, words }: Pick<Desk, 'survey' | 'words'>, item: string): string {
  const question = survey.questionOfItem.get(item);
  const head = words.desk.crossing.heads[item];
  if (head !== undefined) return head;
  return question ? itemName(question, item, words.of) : item;
}

/** A group of the published tables, as the question that makes the groups names it. */
export function stratumName({ survey, words }: Pick<Desk, 'survey' | 'words'>, id: string): string {
  if (id === EVERYONE) return words.desk.conducting.everyone;
  const option = survey.stratum === undefined ? undefined : survey.question.get(survey.stratum)?.choice.get(id);
  return option ? words.of(option.label) : id;
}
