import { EVERYONE } from '../../../core/results/exact-tables.ts';
import type { FigureInput } from '../../results/figure.ts';
import styles from './results.module.css';

interface PublicationLineProps {
  readonly input: FigureInput;
  readonly isKept: boolean;
  /** The stratum that all of the page is about. */
  readonly within?: string | undefined;
}

/** The phase, the size and the day: a result never goes without them. */
export function PublicationLine({ input, isKept, within = EVERYONE }: PublicationLineProps) {
  const { results, words } = input;
  const text = words.results;
  const group = results.strata[within];
  const { unfinished } = results;
  return (
    <div class={styles.line}>
      {results.demonstration && (
        <p class={styles.kept} data-results="demonstration">
          <strong>{text['page.demonstration']}</strong> {text['page.invented']}
        </p>
      )}
      <p class={styles.phase} data-phase={results.phase}>
        {text[`page.${results.phase}`]}
      </p>
      {group && (
        <p class={styles.snapshot}>
          {text['page.snapshot'](text['page.responses'](group.n, words.number(group.n)), words.date(group.asOf))}
          {unfinished > 0 && within === EVERYONE && (
            <>, {text['page.unfinished'](unfinished, words.number(unfinished))}</>
          )}
        </p>
      )}
      {isKept && (
        <p class={styles.kept} data-results="kept">
          {text['page.kept']}
        </p>
      )}
    </div>
  );
}
