import { EVERYONE } from '../../../core/results/everyone.ts';
import { dayOf } from '../../../wire/day.ts';
import type { Results } from '../../../wire/results.ts';
import type { FigureInput } from '../../results/figure.ts';
import { phaseInWords, snapshotInWords } from '../../results/publication-words.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

interface PublicationLineProps {
  readonly input: FigureInput;
  /** The stratum that all of the page is about. */
  readonly within?: string | undefined;
  /** Only the size, day and phase are shown, without which no figure is. */
  readonly isBrief?: boolean;
}

/** The least per cent of withdrawn responses that is marked. */
const MARKED_LEFT = 10;

/** The size, the day and the phase, once a page; on the first one also what is to come. */
export function PublicationLine({ input, within = EVERYONE, isBrief = false }: PublicationLineProps) {
  const { results, words } = input;
  const text = words.results;
  const [group, left] = [results.strata[within], results.left];
  const today = dayOf(new Date());
  const coming = comingOf(results, today, words);
  const isWhole = !isBrief && within === EVERYONE;
  const phase = phaseInWords(results, today, words);
  return (
    <>
      <p class={styles.line}>
        {group && <span>{`${snapshotInWords(group, results, words)}\u00a0· `}</span>}
        <span data-phase={results.phase}>{phase}</span>.{isWhole && ` ${text['page.approximate']}`}
        {isWhole && results.next !== undefined && (
          <span data-results="next"> {text['page.next'](words.date(results.next))}</span>
        )}
        {isWhole && coming !== undefined && <span data-results="coming"> {coming}</span>}
      </p>
      {left !== undefined && (isWhole || left >= MARKED_LEFT) && (
        <p class={left >= MARKED_LEFT ? 'caution small' : 'aside'} data-results="left">
          {text['page.left'](left)}
        </p>
      )}
    </>
  );
}

/** Says what is still to come of a survey that is closed, or will be: nothing after its final results. */
function comingOf({ phase, closedFrom, finalOn }: Results, today: string, words: ResultsWords): string | undefined {
  if (phase === 'results' || closedFrom === undefined) return undefined;
  const text = words.results;
  if (today < closedFrom) return text['page.closes'](words.date(closedFrom));
  if (finalOn === undefined) return undefined;
  return text[today < finalOn ? 'page.final-on' : 'page.final-due'](words.date(finalOn));
}
