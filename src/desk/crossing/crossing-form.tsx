import { filtersFile } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { channelLabel, type Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { isFilter } from './filter-words.ts';
import type { NamedItem } from './item-words.ts';

interface CrossingFormProps {
  readonly desk: Desk;
  readonly items: readonly NamedItem[];
  readonly asked: URLSearchParams;
  readonly onAsk: (asked: URLSearchParams) => void;
}

/** As the service takes them. */
const MOST_FILTERS = 2;

/** Two questions, and one filter for everything: the table, its totals and its percentages. */
export function CrossingForm({ desk, items, asked, onAsk }: CrossingFormProps) {
  const { client, survey, words } = desk;
  const { crossing: text, exporting } = words.desk;
  const file = useCalled(
    (signal) => client.get(`/surveys/${survey.id}/results.json`, filtersFile, signal),
    [client, survey.id],
  );
  const filterItems = file.called?.kind === 'ok' ? file.called.value.filters : [];
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value === '') next.delete(name);
    else next.set(name, value);
    onAsk(next);
  };
  const swap = () => {
    const next = new URLSearchParams(asked);
    next.set('rows', asked.get('columns') ?? '');
    next.set('columns', asked.get('rows') ?? '');
    onAsk(next);
  };
  const channels = survey.notice?.channels ?? [];
  const filters = new Set([...asked.keys()].filter(isFilter).map(asOne));
  const isFull = (name: string) => filters.size >= MOST_FILTERS && !filters.has(asOne(name));
  const side = (name: 'rows' | 'columns', label: string) => (
    <label>
      {label}
      <select value={asked.get(name) ?? ''} onChange={(event) => set(name, event.currentTarget.value)}>
        {grouped(items).map(({ of, items }) =>
          of === undefined ? (
            items.map(asOption)
          ) : (
            <optgroup key={of} label={of}>
              {items.map(asOption)}
            </optgroup>
          ),
        )}
      </select>
    </label>
  );
  return (
    <div class="crossing-form screen-only">
      <div class="fields">
        {side('rows', text.rows)}
        <button type="button" class="secondary" aria-label={text.swap} onClick={swap}>
          ⇄
        </button>
        {side('columns', text.columns)}
      </div>
      <fieldset class="fields">
        <legend>{text.filters}</legend>
        {filterItems.map((item) => (
          <label key={item}>
            {nameOfItem(desk, item)}
            <select
              value={asked.get(`item.${item}`) ?? ''}
              disabled={isFull(`item.${item}`)}
              onChange={(event) => set(`item.${item}`, event.currentTarget.value)}
            >
              <option value="">{text.everyone}</option>
              {(survey.questionOfItem.get(item)?.choices ?? []).map(({ id, label }) => (
                <option key={id} value={id}>
                  {words.of(label)}
                </option>
              ))}
            </select>
          </label>
        ))}
        {channels.length > 0 ? (
          <label>
            {words.desk.participation.channel}
            <select
              value={asked.get('channel') ?? ''}
              disabled={isFull('channel')}
              onChange={(event) => set('channel', event.currentTarget.value)}
            >
              <option value="">{text.everyone}</option>
              {channels.map(({ id }) => (
                <option key={id} value={id}>
                  {channelLabel(desk, id)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label>
          {text.mode}
          <select
            value={asked.get('mode') ?? ''}
            disabled={isFull('mode')}
            onChange={(event) => set('mode', event.currentTarget.value)}
          >
            <option value="">{text.everyone}</option>
            <option value="self">{text.self}</option>
            <option value="field">{text.inField}</option>
          </select>
        </label>
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            {text[name]}
            <input
              type="date"
              value={asked.get(name) ?? ''}
              disabled={isFull(name)}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
          </label>
        ))}
      </fieldset>
      <p class="help">{text.mostFilters}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={asked.has('today')}
          onChange={({ currentTarget }) => set('today', currentTarget.checked ? '1' : '')}
        />
        {exporting.withToday}
      </label>
      <p class="help">{exporting.withTodayHelp}</p>
    </div>
  );
}

function asOption({ item, name }: NamedItem) {
  return (
    <option key={item} value={item}>
      {name}
    </option>
  );
}

/** The rows of a matrix stand under their question: alone they do not say what was asked. */
function grouped(
  items: readonly NamedItem[],
): readonly { readonly of: string | undefined; readonly items: NamedItem[] }[] {
  const groups: { readonly of: string | undefined; readonly items: NamedItem[] }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && last.of === item.of) last.items.push(item);
    else groups.push({ of: item.of, items: [item] });
  }
  return groups;
}

/** The two ends of the days are one filter. */
function asOne(name: string): string {
  return name === 'to' ? 'from' : name;
}
