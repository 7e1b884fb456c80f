import { EVERYONE } from '../../../core/results/everyone.ts';
import { isClosedOn } from '../../../core/survey/closing.ts';
import { dayOf } from '../../../wire/day.ts';
import type { Results } from '../../../wire/results.ts';
import type { FigureInput } from '../../results/figure.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

interface PublicationLineProps {
  readonly input: FigureInput;
  readonly isKept: boolean;
  /** The stratum that all of the page is about. */
  readonly within?: string | undefined;
}

/** From this per cent on it is marked: what is shown has left. */
const MARKED_LEFT = 10;

/** The phase, the size and the day: a result never goes without them. */
export function PublicationLine({ input, isKept, within = EVERYONE }: PublicationLineProps) {
  const { results, words } = input;
  const text = words.results;
  const group = results.strata[within];
  const { unfinished } = results;
  const today = dayOf(new Date());
  const coming = comingOf(results, today, words);
  return (
    <div class={styles.line}>
      {results.demonstration && (
        <p class={styles.kept} data-results="demonstration">
          <strong>{text['page.demonstration']}</strong> {text['page.invented']}
        </p>
      )}
      <p class={styles.phase} data-phase={results.phase}>
        {results.phase === 'preview' && isClosedOn(results, today)
          ? text['page.closed']
          : text[`page.${results.phase}`]}
      </p>
      {group && (
        <p class={styles.snapshot}>
          {text['page.snapshot'](text['page.responses'](group.n, words.number(group.n)), words.date(group.asOf))}
          {unfinished > 0 && within === EVERYONE && (
            <>, {text['page.unfinished'](unfinished, words.number(unfinished))}</>
          )}
        </p>
      )}
      {results.phase === 'preview' && within === EVERYONE && group && results.answered !== group.n && (
        <p data-results="answered">{text['page.answered'](results.answered, words.number(results.answered))}</p>
      )}
      {results.left !== undefined && (
        <p class={results.left >= MARKED_LEFT ? styles.kept : undefined} data-results="left">
          {text['page.left'](results.left)}
        </p>
      )}
      {results.next !== undefined && <p data-results="next">{text['page.next'](words.date(results.next))}</p>}
      {coming !== undefined && <p data-results="coming">{coming}</p>}
      {isKept && (
        <p class={styles.kept} data-results="kept">
          {text['page.kept']}
        </p>
      )}
    </div>
  );
}

/** What is still to come of a survey that is closed, or will be: nothing after its final results. */
function comingOf({ phase, closedFrom, finalOn }: Results, today: string, words: ResultsWords): string | undefined {
  if (phase === 'results' || closedFrom === undefined) return undefined;
  const text = words.results;
  if (today < closedFrom) return text['page.closes'](words.date(closedFrom));
  if (finalOn === undefined) return undefined;
  return text[today < finalOn ? 'page.final-on' : 'page.final-due'](words.date(finalOn));
}
