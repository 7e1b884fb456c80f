import { HIDDEN_UNDER, SHOWN_FROM } from '../../../core/results/disclosure/calendar.ts';
import { MOST_STRATA } from '../../../core/results/everyone.ts';
import type { ResultsFile } from '../../../core/results/results-file.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { dayOf } from '../../../wire/day.ts';
import type { Results } from '../../../wire/results.ts';
import { hrefTo } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { ADDRESS } from '../../results/outline.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

export interface NoResultsProps {
  readonly why: 'offline' | 'unpublished' | 'block';
  readonly survey: Survey;
  readonly words: ResultsWords;
  readonly onRetry: () => void;
  /** What is published, of which nothing is shown, and by which file. */
  readonly published?: { readonly results: Results; readonly file: ResultsFile };
  /** Published comments can be read before any figure is. */
  readonly hasVerbatims?: boolean;
}

const TITLES = { offline: 'none.offline-title', unpublished: 'none.title', block: 'none.block-title' } as const;

export function NoResults({ why, survey, words, onRetry, published, hasVerbatims = false }: NoResultsProps) {
  const text = words.results;
  const isFinal = published?.results.phase === 'results';
  const title = text[isFinal ? 'none.final-title' : TITLES[why]];
  const heading = useScreen(`${title} – ${words.of(survey.title)}`);
  return (
    <div class={styles.page} data-results={why}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {why === 'offline' && <p>{text['none.offline']}</p>}
      {why === 'block' && <p>{text['none.block']}</p>}
      {published && firstResults(published, survey, words).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <div class="row screen-only">
        {why === 'offline' && <Button label={words.ui['status.retry']} class="primary" onClick={onRetry} />}
        {why === 'block' && (
          <a class="primary button" href={hrefTo({ screen: 'results' })}>
            {text['page.up']}
          </a>
        )}
        {hasVerbatims && (
          <a class="secondary button" href={hrefTo({ screen: 'results', block: ADDRESS.verbatims })}>
            {text['verbatims.title']}
          </a>
        )}
        <a
          class={why === 'unpublished' && !hasVerbatims ? 'primary button' : 'secondary button'}
          href={hrefTo({ screen: 'opening' })}
        >
          {text['page.home']}
        </a>
      </div>
    </div>
  );
}

/**
 * Says by which rule the first results come, and about how many responses were missing when they were last counted: from the published
 * size, which has noise in it, and never from what has come since.
 */
function firstResults(
  { results, file }: NonNullable<NoResultsProps['published']>,
  survey: Survey,
  words: ResultsWords,
): readonly string[] {
  const text = words.results;
  const { phase, answered, epsilon, next, closedFrom, finalOn } = results;
  if (phase === 'results') return [text['none.final'](HIDDEN_UNDER)];
  const today = dayOf(new Date());
  const comingDay = (day: string | undefined) => (day !== undefined && day > today ? words.date(day) : undefined);
  const isClosed = closedFrom !== undefined && closedFrom <= today;
  if (finalOn !== undefined && (isClosed || (next !== undefined && finalOn <= next)))
    return [text['none.at-end'](HIDDEN_UNDER, comingDay(finalOn))];
  const options = survey.question.get(survey.stratum ?? '')?.choices.length ?? 0;
  const isDivided =
    epsilon > 0 ? results.dividedBy !== undefined : file.groups !== 'none' && options > 0 && options <= MOST_STRATA;
  const missing = Math.max(10, Math.round((SHOWN_FROM - answered) / 10) * 10);
  return [
    text['none.published'](SHOWN_FROM, isDivided, comingDay(next)),
    ...(epsilon > 0 && answered < SHOWN_FROM ? [text['none.missing'](missing, isDivided)] : []),
    text['none.when'],
  ];
}
