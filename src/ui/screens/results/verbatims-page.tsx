import type { Verbatims } from '../../../wire/verbatims.ts';
import { hrefTo } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { ADDRESS, type Block, type Part } from '../../results/outline.ts';
import type { Reading } from '../../state/use-publication.ts';
import { VerbatimLots } from '../../texts/verbatim-lots.tsx';
import { addressed, Neighbours } from './block-page.tsx';
import type { NoResultsProps } from './no-results.tsx';
import styles from './results.module.css';
import { Site } from './site.tsx';

interface VerbatimsPageProps extends Pick<NoResultsProps, 'survey' | 'words' | 'onRetry'> {
  readonly reading: Reading<Verbatims>;
  /** The parts of the results, once these are fetched. */
  readonly parts?: readonly Part[] | undefined;
  readonly before?: Block | undefined;
  readonly after?: Block | undefined;
}

/** Shows the comments of respondents at an address of their own: they have their own day, and wait for no figure. */
export function VerbatimsPage({ survey, words, reading, onRetry, parts, before, after }: VerbatimsPageProps) {
  const text = words.results;
  const heading = useScreen(`${text['verbatims.title']} – ${text['page.title']}`);
  const page = (
    <article class={styles.page} data-results="block" data-block={ADDRESS.verbatims}>
      <a class={`quiet button screen-only ${styles.up}`} href={hrefTo({ screen: 'results' })}>
        ‹ {text['page.up']}
      </a>
      <header class={styles.head}>
        <h1 tabIndex={-1} ref={heading}>
          {text['verbatims.title']}
        </h1>
      </header>
      {reading.kind === 'reading' && <p class="loading">{text['page.loading']}</p>}
      {reading.kind === 'unread' && (
        <div class={styles.figure} data-results="offline">
          <p>{text['verbatims.offline']}</p>
          <Button label={words.ui['status.retry']} class="primary" onClick={onRetry} />
        </div>
      )}
      {reading.kind === 'read' && (
        <>
          {reading.isKept && (
            <p class="caution small" data-results="kept">
              {text['page.kept']}
            </p>
          )}
          <VerbatimLots verbatims={reading.published} survey={survey} words={words} heading="h2" />
        </>
      )}
      {(before || after) && (
        <Neighbours before={addressed(before, words)} after={addressed(after, words)} words={words} />
      )}
      <Button label={text['page.print']} class={`quiet screen-only ${styles.own}`} onClick={() => print()} />
    </article>
  );
  return parts ? (
    <Site parts={parts} words={words} at={ADDRESS.verbatims}>
      {page}
    </Site>
  ) : (
    page
  );
}
