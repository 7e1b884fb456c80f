import { EVERYONE } from '../../core/results/everyone.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { wordFor } from '../words/desk-words.ts';
import type { Desk } from './desk-context.ts';

/** Returns the wording of an item: a question, or a row of a matrix. */
export function itemName(question: Question, item: string, of: Desk['words']['of']): string {
  const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item) : undefined;
  return of(row?.label ?? question.text);
}

/** Falls back to the id if today's revision does not ask the item. */
export function nameOfItem({ survey, words }: Pick<Desk, 'survey' | 'words'>, item: string): string {
  const question = survey.questionOfItem.get(item);
  const head = wordFor(words.desk.crossing.heads, item);
  if (head !== undefined) return head;
  return question ? itemName(question, item, words.of) : item;
}

/** Returns the name of a group of the published tables: an option of the stratum question. */
export function stratumName({ survey, words }: Pick<Desk, 'survey' | 'words'>, id: string): string {
  if (id === EVERYONE) return words.desk.conducting.everyone;
  const option = survey.stratum === undefined ? undefined : survey.question.get(survey.stratum)?.choice.get(id);
  return option ? words.of(option.label) : id;
}
