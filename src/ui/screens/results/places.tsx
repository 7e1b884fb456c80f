import { RULES } from '../../../core/results/disclosure.ts';
import type { FigureInput } from '../../results/figure.ts';
import type { Block } from '../../results/outline.ts';
import styles from './results.module.css';

interface PlacesProps {
  readonly block: Extract<Block, { kind: 'places' }>;
  readonly input: FigureInput;
}

/** From where enough responses came: presence, and no number of any place. */
export function Places({ block: { question }, input: { results, file, words } }: PlacesProps) {
  const text = words.results;
  const present = question.choices.filter(
    ({ id }) => results.territories.includes(id) && !(file.apart ?? []).includes(id),
  );
  return (
    <div class={styles.figure} data-places={present.length}>
      <p>{text['places.note'](RULES[results.phase].leastPresence)}</p>
      {present.length === 0 ? (
        <p class={styles.snapshot}>{text['places.none']}</p>
      ) : (
        <>
          <p class={styles.snapshot}>{text['places.count'](present.length, words.number(present.length))}</p>
          <ul class={styles.places}>
            {present.map(({ id, label }) => (
              <li key={id}>{words.of(label)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
