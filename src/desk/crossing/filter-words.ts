import { channelLabel, type Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';

/** Whether this part of an address lets some through, and does not only say what is crossed. */
export function isFilter(name: string): boolean {
  return name !== 'rows' && name !== 'columns' && name !== 'today';
}

/** Who is in a table, in words that go with it to paper and into files; nothing for everyone. */
export function filterWords(desk: Pick<Desk, 'survey' | 'words'>, asked: URLSearchParams): string {
  const { survey, words } = desk;
  const { crossing: text, participation } = words.desk;
  const part = ([name, value]: [string, string]): string => {
    const several = (label: (one: string) => string) => value.split('|').map(label).join(text.or);
    if (name === 'channel')
      return text.filter(
        participation.channel,
        several((one) => (one === '' ? participation.noChannel : channelLabel(desk, one))),
      );
    if (name === 'mode') return text.filter(text.mode, value === 'field' ? text.inField : text.self);
    if (name === 'from' || name === 'to') return `${text[name]} ${words.date(value)}`;
    const item = name.replace(/^item\./, '');
    const choice = survey.questionOfItem.get(item)?.choice;
    const labelOf = (one: string) => words.of(choice?.get(one)?.label ?? {}) || one;
    return text.filter(nameOfItem(desk, item), several(labelOf));
  };
  return [...asked]
    .filter(([name]) => isFilter(name))
    .map(part)
    .join(', ');
}
