import { useMemo, useState } from 'preact/hooks';
import { latinDigits } from '../../core/answering/latin-digits.ts';
import type { Option } from '../../core/survey/survey-schema.ts';
import { controlStrings } from '../words/control-words.ts';
import { type ControlProps, TITLE_ID } from './control-props.ts';
import styles from './territory.module.css';

const SHOWN = 7;
const LIST_ID = 'territory-found';

/**
 * A native list holds the answer: it works by itself, with any keyboard, screen or script.
 * The field above only helps to find a line of it.
 */
export function Territory({ question, answers, words, onAnswer, describedBy, invalid }: ControlProps<'territory'>) {
  const places = useMemo(() => toPlaces(question.choices, (option) => words.of(option.label)), [question, words]);
  const text = controlStrings(words.uiLanguage);
  const answer = answers[question.id];
  return (
    <div class={styles.territory}>
      <Finder places={places} words={words} onFound={(id) => onAnswer(question.id, () => id)} />
      <label class={styles.part}>
        <span class="aside" {...words.inUi}>
          {text['territory.list']}
        </span>
        <select
          id={question.id}
          name={question.id}
          aria-labelledby={TITLE_ID}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={typeof answer === 'string' ? answer : ''}
          onChange={({ currentTarget: list }) => onAnswer(question.id, () => list.value || undefined, 'marked')}
        >
          <option value="">{text['territory.none']}</option>
          {places.map((place) => (
            <option key={place.id} value={place.id}>
              {named(place)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface FinderProps extends Pick<ControlProps, 'words'> {
  readonly places: readonly Place[];
  readonly onFound: (id: string) => void;
}

/** The combobox pattern: the focus stays in the field, arrows move in the list, Enter takes, Escape closes. */
function Finder({ places, words, onFound }: FinderProps) {
  const text = controlStrings(words.uiLanguage);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const found = findPlaces(places, typed).slice(0, SHOWN);
  const take = (place: Place | undefined) => {
    if (!place) return;
    onFound(place.id);
    setTyped('');
    setActive(-1);
  };
  const move = (event: KeyboardEvent) => {
    if (event.isComposing || typed === '') return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => setActive(Math.min(active + 1, found.length - 1)),
      ArrowUp: () => setActive(Math.max(active - 1, 0)),
      Enter: () => take(found[Math.max(active, 0)]),
      Escape: () => {
        setTyped('');
        setActive(-1);
      },
    };
    const step = steps[event.key];
    if (!step) return;
    // Enter would send the form, arrows would move the caret.
    event.preventDefault();
    step();
  };
  return (
    <div class={styles.part}>
      <label class="aside" for="territory-search" {...words.inUi}>
        {text['territory.search']}
      </label>
      <input
        id="territory-search"
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={LIST_ID}
        aria-activedescendant={active >= 0 ? `${LIST_ID}-${active}` : undefined}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(-1);
        }}
        onKeyDown={move}
      />
      <div id={LIST_ID} role="listbox" aria-label={text['territory.search']} hidden={found.length === 0}>
        {found.map((place, index) => (
          <div
            key={place.id}
            id={`${LIST_ID}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            // Before the field loses the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(place)}
            onKeyDown={() => take(place)}
          >
            {named(place)}
          </div>
        ))}
      </div>
      <p role="status" class={styles.found} {...words.inUi}>
        {typed !== '' && text['territory.found'](found.length)}
      </p>
    </div>
  );
}

/** "22 · Côtes-d'Armor"; an option without a number, like "Ne souhaite pas répondre", is just its label. */
function named({ id, label }: Place): string {
  return /^\d/.test(id) ? `${id} · ${label}` : label;
}

interface Place {
  readonly id: string;
  readonly label: string;
}

/** Lower case, no accent, one space for any mark: "Côtes-d'Armor" and "cotes d’armor" are the same words. */
function plain(text: string): string {
  return latinDigits(text)
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function toPlaces(options: readonly Option[], label: (option: Option) => string): readonly Place[] {
  return options.map((option) => ({ id: option.id, label: label(option) }));
}

/** The places whose number begins as typed, or whose words begin as those typed, whatever their order. Best first. */
export function findPlaces(places: readonly Place[], typed: string): readonly Place[] {
  const sought = plain(typed);
  if (sought === '') return [];
  const words = sought.split(' ');
  const rank = ({ id, label }: Place): number => {
    const code = id.toLowerCase();
    if (code === sought || code === sought.padStart(2, '0')) return 0;
    const name = plain(label);
    if (name.startsWith(sought)) return 1;
    const named = name.split(' ');
    if (words.every((word) => named.some((one) => one.startsWith(word)))) return 2;
    return /^\d/.test(sought) && code.startsWith(sought) ? 3 : 4;
  };
  const ranked = places.map((place) => ({ place, rank: rank(place) })).filter((one) => one.rank < 4);
  // A stable sort keeps the order of the list within a rank.
  return ranked.sort((a, b) => a.rank - b.rank).map((one) => one.place);
}
