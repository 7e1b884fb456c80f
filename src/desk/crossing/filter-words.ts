import { channelLabel, type Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import type { DeskWords } from '../words/desk-words.ts';

/** Whether this part of an address lets some through, and does not only say what is crossed. */
export function isFilter(name: string): boolean {
  return name !== 'rows' && name !== 'columns' && name !== 'today';
}

/** With more the service answers nothing: they would find somebody. */
export const MOST_FILTERS = 2;

/** The two ends of the days are one filter. */
export function asOne(name: string): string {
  return name === 'to' ? 'from' : name;
}

export function filtersIn(asked: URLSearchParams): ReadonlySet<string> {
  return new Set([...asked.keys()].filter(isFilter).map(asOne));
}

export function addressFault(
  { crossing: text }: DeskWords['desk'],
  asked: URLSearchParams,
  items: readonly { readonly item: string }[],
): string {
  const unknown = [asked.get('rows') ?? '', asked.get('columns') ?? ''].find(
    (id) => !items.some(({ item }) => item === id),
  );
  if (unknown !== undefined) return text.wrongQuestion(unknown);
  const { size } = filtersIn(asked);
  if (size > MOST_FILTERS) return text.tooManyFilters(String(size));
  const written = [...asked].filter(([name]) => isFilter(name)).map(([name, value]) => `${name}=${value}`);
  return text.wrongFilters(written.join(', '));
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
