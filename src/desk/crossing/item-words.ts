import type { AxisTold } from '../calls/desk-reply.ts';
import type { Desk } from '../parts/desk-context.ts';
import { itemName } from '../parts/item-name.ts';
import type { Line } from './crossed-table.ts';

/** An item that can be crossed, in the words of the questionnaire. */
export interface NamedItem {
  readonly item: string;
  readonly name: string;
}

/** In the order of the questionnaire; texts have nothing to be counted by, and places are too many for a table. */
export function crossableItems({ survey, words }: Pick<Desk, 'survey' | 'words'>): readonly NamedItem[] {
  return survey.questions
    .filter(({ kind }) => kind !== 'text' && kind !== 'territory')
    .flatMap((question) =>
      question.items
        .filter((item) => item !== question.otherItem)
        .map((item) => ({ item, name: `${question.number} · ${itemName(question, item, words.of)}` })),
    );
}

/** An option, a level or a band; one that today's revision does not have goes by its id. */
export function lineName(
  { survey, words }: Pick<Desk, 'survey' | 'words'>,
  { item, options }: AxisTold,
  line: Line,
): string {
  const { crossing: text } = words.desk;
  if (line.kind === 'unknown') return text.unknown;
  const question = survey.questionOfItem.get(item);
  if (question?.kind !== 'number') {
    const option = question?.choice.get(line.id);
    return option ? words.of(option.label) : line.id;
  }
  const next = options[options.indexOf(line.id) + 1];
  const unit = question.unit ? ` ${words.of(question.unit)}` : '';
  const from = words.number(Number(line.id));
  return next === undefined ? text.bandFrom(from, unit) : text.band(from, words.number(Number(next)), unit);
}
