import { useState } from 'preact/hooks';
import { withoutAccents } from '../../core/without-accents.ts';
import type { NamedItem } from './item-words.ts';

interface CrossingSideProps {
  readonly label: string;
  readonly items: readonly NamedItem[];
  readonly value: string;
  readonly searchLabel: string;
  readonly onChange: (item: string) => void;
}

/** One of the two questions: found by a word, or chosen from the list. */
export function CrossingSide({ label, items, value, searchLabel, onChange }: CrossingSideProps) {
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
