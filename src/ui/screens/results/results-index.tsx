import { useEffect, useRef } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import { useArrival } from '../../elements/use-arrival.ts';
import { Places } from '../../map/places.tsx';
import type { FigureInput } from '../../results/figure.ts';
import { ADDRESS, type Part } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { Contents } from './contents.tsx';
import { GroupsTable } from './groups-table.tsx';
import { HowToRead } from './how-to-read.tsx';
import { PublicationLine } from './publication-line.tsx';
import styles from './results.module.css';

export interface PagesProps {
  readonly input: FigureInput;
  readonly parts: readonly Part[];
  readonly isKept: boolean;
  readonly origins: Origins;
}

/** Who answered, then everything there is to read. */
export function ResultsIndex({ input, parts, isKept }: PagesProps) {
  const { survey, words } = input;
  const text = words.results;
  const heading = useRef<HTMLHeadingElement>(null);
  const places = parts.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'places');
  useArrival(heading);
  useEffect(() => {
    document.title = `${text['page.title']} – ${words.of(survey.title)}`;
  }, [text, words, survey]);
  return (
    <div class={styles.page} data-results="index">
      <h1 tabIndex={-1} ref={heading}>
        {text['page.title']}
      </h1>
      <PublicationLine input={input} isKept={isKept} />
      <div class={styles.beside}>
        <section class={styles.figure}>
          <h2>{text['who.title']}</h2>
          <GroupsTable input={input} />
        </section>
        {places && (
          <section class={styles.figure}>
            <h2>{text['places.title']}</h2>
            <Places block={places} input={input} isBrief />
          </section>
        )}
      </div>
      <Contents parts={parts} words={words} />
      <HowToRead input={input} />
      <div class={styles.acts}>
        <a class="secondary button" href={hrefTo({ screen: 'results', block: ADDRESS.report })}>
          {text['page.report']}
        </a>
        <a class="secondary button" href={hrefTo({ screen: 'opening' })}>
          {text['page.home']}
        </a>
      </div>
    </div>
  );
}
