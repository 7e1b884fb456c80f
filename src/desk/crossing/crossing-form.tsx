import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { filtersFile } from '../calls/loaded-files.ts';
import { channelLabel, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { useGet } from '../parts/use-get.ts';
import { CrossingSide } from './crossing-side.tsx';
import { asOne, filtersIn, filterWords, MOST_FILTERS } from './filter-words.ts';
import type { NamedItem } from './item-words.ts';

interface CrossingFormProps {
  readonly items: readonly NamedItem[];
  readonly asked: URLSearchParams;
  readonly onAsk: (asked: URLSearchParams) => void;
}

/** From here on the two questions are open from the start: there is room for them and for the table. */
const WIDE = '(min-width: 66rem)';

/** Two questions, and one filter for everything: the table, its totals and its percentages. Each is a line until it is opened. */
export function CrossingForm({ items, asked, onAsk }: CrossingFormProps) {
  const desk = useDesk();
  const { crossing: text } = desk.words.desk;
  const [isWide] = useState(() => matchMedia(WIDE).matches);
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
    <CrossingSide
      label={text[name]}
      searchLabel={text.search[name]}
      items={items}
      value={asked.get(name) ?? ''}
      onChange={(item) => set(name, item)}
    />
  );
  const nameOf = (name: 'rows' | 'columns') => nameOfItem(desk, asked.get(name) ?? '');
  return (
    <div class="crossing-form screen-only">
      <Fold isOpenAtFirst={isWide} summary={text.chosen.questions(text.crossed(nameOf('rows'), nameOf('columns')))}>
        {() => (
          <div class="fields">
            {side('rows')}
            <Button label="⇄" aria-label={text.swap} onClick={swap} />
            {side('columns')}
          </div>
        )}
      </Fold>
      <Fold summary={text.chosen.filters(filterWords(desk, asked) || text.everyone)}>
        {() => (
          <>
            <Filters asked={asked} set={set} />
            <p class="help">{text.mostFilters}</p>
          </>
        )}
      </Fold>
    </div>
  );
}

interface FoldProps {
  readonly summary: string;
  readonly isOpenAtFirst?: boolean;
  readonly children: () => ComponentChildren;
}

/** A line that opens. What is in it is made once it is open. */
function Fold({ summary, isOpenAtFirst = false, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen ? children() : null}
    </details>
  );
}

type Setter = (name: string, value: string) => void;

function Filters({ asked, set }: { readonly asked: URLSearchParams; readonly set: Setter }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { crossing: text } = words.desk;
  const file = useGet(`/surveys/${survey.id}/results.json`, filtersFile);
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
      <div class="fields">
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
      </div>
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
