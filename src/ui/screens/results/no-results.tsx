import { SHOWN_FROM } from '../../../core/results/disclosure/calendar.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { ADDRESS } from '../../results/outline.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

export interface NoResultsProps {
  readonly why: 'offline' | 'unpublished' | 'block';
  readonly survey: Survey;
  readonly words: ResultsWords;
  readonly onRetry: () => void;
  /** Published comments can be read before any figure is. */
  readonly hasVerbatims?: boolean;
}

const TITLES = { offline: 'none.offline-title', unpublished: 'none.title', block: 'none.block-title' } as const;

/** Explains why there is nothing to read here, and where to go. */
export function NoResults({ why, survey, words, onRetry, hasVerbatims = false }: NoResultsProps) {
  const text = words.results;
  const title = text[TITLES[why]];
  const heading = useScreen(`${title} – ${words.of(survey.title)}`);
  return (
    <div class={styles.page} data-results={why}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {why === 'offline' && <p>{text['none.offline']}</p>}
      {why === 'block' && <p>{text['none.block']}</p>}
      {why === 'unpublished' && (
        <>
          <p>{text['none.published'](SHOWN_FROM)}</p>
          <p>{text['none.when']}</p>
        </>
      )}
      <div class="row screen-only">
        {why === 'offline' && (
          <button type="button" class="primary" onClick={onRetry}>
            {text['none.retry']}
          </button>
        )}
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
