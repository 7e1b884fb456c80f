import { useState } from 'preact/hooks';
import { filtersFile } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { channelLabel, type Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { withoutAccents } from '../parts/without-accents.ts';
import { asOne, filtersIn, MOST_FILTERS } from './filter-words.ts';
import type { NamedItem } from './item-words.ts';

interface CrossingFormProps {
  readonly desk: Desk;
  readonly items: readonly NamedItem[];
  readonly asked: URLSearchParams;
  readonly onAsk: (asked: URLSearchParams) => void;
}

/** Two questions, and one filter for everything: the table, its totals and its percentages. */
export function CrossingForm({ desk, items, asked, onAsk }: CrossingFormProps) {
  const { crossing: text, exporting } = desk.words.desk;
  const set: Setter = (name, value) => {
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
  const side = (name: 'rows' | 'columns') => (
    <Side
      label={text[name]}
      searchLabel={text.search[name]}
      items={items}
      value={asked.get(name) ?? ''}
      onChange={(item) => set(name, item)}
    />
  );
  return (
    <div class="crossing-form screen-only">
      <div class="fields">
        {side('rows')}
        <button type="button" class="secondary" aria-label={text.swap} onClick={swap}>
          ⇄
        </button>
        {side('columns')}
      </div>
      <Filters desk={desk} asked={asked} set={set} />
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

type Setter = (name: string, value: string) => void;

interface FiltersProps {
  readonly desk: Desk;
  readonly asked: URLSearchParams;
  readonly set: Setter;
}

function Filters({ desk, asked, set }: FiltersProps) {
  const { client, survey, words } = desk;
  const { crossing: text } = words.desk;
  const file = useCalled(
    (signal) => client.get(`/surveys/${survey.id}/results.json`, filtersFile, signal),
    [client, survey.id],
  );
  const items = file.called?.kind === 'ok' ? file.called.value.filters : [];
  const channels = survey.notice?.channels ?? [];
  const filters = filtersIn(asked);
  const isFull = (name: string) => filters.size >= MOST_FILTERS && !filters.has(asOne(name));
  const pick = (name: string, label: string, options: readonly Option[]) => (
    <label key={name}>
      {label}
      <select
        value={asked.get(name) ?? ''}
        disabled={isFull(name)}
        onChange={(event) => set(name, event.currentTarget.value)}
      >
        {[{ value: '', label: text.everyone }, ...options].map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
  const pickSeveral = (name: string, label: string, options: readonly Option[]) => (
    <SeveralValues
      key={name}
      label={label}
      options={options}
      value={asked.get(name)}
      isOff={isFull(name)}
      onChange={(value) => set(name, value)}
    />
  );
  const answersTo = (item: string) =>
    (survey.questionOfItem.get(item)?.choices ?? []).map(({ id, label }) => ({ value: id, label: words.of(label) }));
  const events = channels.map(({ id }) => ({ value: id, label: channelLabel(desk, id) }));
  return (
    <fieldset class="fields">
      <legend>{text.filters}</legend>
      {items.map((item) => pickSeveral(`item.${item}`, nameOfItem(desk, item), answersTo(item)))}
      {events.length > 0 && pickSeveral('channel', words.desk.participation.channel, events)}
      {pick('mode', text.mode, [
        { value: 'self', label: text.self },
        { value: 'field', label: text.inField },
      ])}
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
  );
}

interface SeveralValuesProps {
  readonly label: string;
  readonly options: readonly Option[];
  /** The values chosen, between bars. */
  readonly value: string | null;
  readonly isOff: boolean;
  readonly onChange: (value: string) => void;
}

/** One filter that lets through any of several values; closed it says which. */
function SeveralValues({ label, options, value, isOff, onChange }: SeveralValuesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const chosen = value === null ? [] : value.split('|');
  const names = options.filter((one) => chosen.includes(one.value)).map((one) => one.label);
  const toggle = (one: string, isChosen: boolean) => {
    const next = options.map((option) => option.value).filter((id) => (id === one ? isChosen : chosen.includes(id)));
    onChange(next.join('|'));
  };
  return (
    <details class="several" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {label}
        {names.length > 0 ? <b>{` · ${names.join(', ')}`}</b> : null}
      </summary>
      {isOpen ? (
        <fieldset disabled={isOff}>
          <legend class="help">{label}</legend>
          {options.map((option) => (
            <label key={option.value} class="check">
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={({ currentTarget }) => toggle(option.value, currentTarget.checked)}
              />
              {option.label}
            </label>
          ))}
        </fieldset>
      ) : null}
    </details>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

interface SideProps {
  readonly label: string;
  readonly items: readonly NamedItem[];
  readonly value: string;
  readonly searchLabel: string;
  readonly onChange: (item: string) => void;
}

function Side({ label, items, value, searchLabel, onChange }: SideProps) {
  const [wanted, setWanted] = useState('');
  const words = withoutAccents(wanted).split(/\s+/).filter(Boolean);
  const isFound = ({ name, of = '' }: NamedItem) =>
    words.every((word) => withoutAccents(`${of} ${name}`).includes(word));
  const found = items.filter(isFound);
  // The one that is crossed stays in the list, which would otherwise show another.
  const listed = items.filter((one) => one.item === value || isFound(one));
  return (
    <div class="side">
      <label>
        {searchLabel}
        <input
          type="search"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key !== 'Enter' || !first || words.length === 0) return;
            event.preventDefault();
            setWanted('');
            onChange(first.item);
          }}
        />
      </label>
      <label>
        {label}
        <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {grouped(listed).map(({ of, items }) =>
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
