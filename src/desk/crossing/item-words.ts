import type { EarlierOptions } from '../../core/survey/earlier-option.ts';
import { isOneValue } from '../../ui/results/bands.ts';
import type { CrossingAxis } from '../../wire/organiser/organiser-reply.ts';
import { channelLabel, type Desk } from '../parts/desk-context.ts';
import { itemName } from '../parts/item-name.ts';
import type { Line, Offered } from './crossed-table.ts';

/** An item that can be crossed, in the words of the questionnaire. */
export interface NamedItem {
  readonly item: string;
  readonly name: string;
  /** The matrix question of a row; absent for other items. */
  readonly of?: string;
}

/** In the order of the questionnaire; texts have nothing to be counted by, and places are too many for a table. */
export function crossableItems({ survey, words }: Pick<Desk, 'survey' | 'words'>): readonly NamedItem[] {
  const { heads, also } = words.desk.crossing;
  const known = Object.entries(heads).filter(([item]) => item !== '@profile' || survey.typology);
  return [...itemsOf({ survey, words }), ...known.map(([item, name]) => ({ item, name, of: also }))];
}

function itemsOf({ survey, words }: Pick<Desk, 'survey' | 'words'>): readonly NamedItem[] {
  return survey.questions
    .filter(({ kind }) => kind !== 'text' && kind !== 'territory')
    .flatMap((question) =>
      question.items
        .filter((item) => item !== question.otherItem)
        .map((item) => ({
          item,
          name: `${question.number} · ${itemName(question, item, words.of)}`,
          ...(question.kind === 'matrix' && { of: `${question.number} · ${words.of(question.text)}` }),
        })),
    );
}

/** Bands of numbers are no options: their own order is theirs. */
export function offeredIn(survey: Desk['survey']): Offered {
  return (item) => {
    const question = survey.questionOfItem.get(item);
    return question?.kind === 'number' ? undefined : question?.choices.map(({ id }) => id);
  };
}

/** What names an option: the survey of today, and what only its earlier revisions offered. */
export interface Naming extends Pick<Desk, 'survey' | 'words'> {
  readonly earlier: EarlierOptions;
}

/** An option, a level or a band. */
export function lineName(
  { survey, words, earlier }: Naming,
  { item, options }: Pick<CrossingAxis, 'item' | 'options'>,
  line: Line,
): string {
  const { crossing: text } = words.desk;
  if (line.kind === 'unknown') return text.unknown;
  if (item.startsWith('@')) return headLineName({ survey, words }, item, line.id);
  const question = survey.questionOfItem.get(item);
  if (question?.kind !== 'number') {
    const option = question?.choice.get(line.id);
    if (option) return words.of(option.label);
    const gone = earlier[question?.id ?? '']?.find(({ id }) => id === line.id);
    return gone ? text.earlier(words.of(gone.label)) : line.id;
  }
  const next = options[options.indexOf(line.id) + 1];
  const unit = question.unit ? `\u00a0${words.of(question.unit)}` : '';
  const from = words.number(Number(line.id));
  if (isOneValue(Number(line.id), next === undefined ? next : Number(next), question)) return `${from}${unit}`;
  return next === undefined ? text.bandFrom(from, unit) : text.band(from, words.number(Number(next)), unit);
}

/** Names an option of `@profile`, `@channel` or `@mode`. */
function headLineName({ survey, words }: Pick<Naming, 'survey' | 'words'>, item: string, id: string): string {
  const { crossing: text, participation } = words.desk;
  switch (item) {
    case '@channel':
      return id === '' ? participation.noChannel : channelLabel({ survey, words }, id);
    case '@mode':
      return id === 'field' ? text.inField : text.self;
    default: {
      if (id === 'between' || id === 'apart') return text[id];
      const profile = survey.typology?.profiles[Number(id)];
      return profile ? words.of(profile.name) : id;
    }
  }
}
