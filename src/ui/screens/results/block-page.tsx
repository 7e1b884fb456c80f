import { useEffect, useRef } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import { useArrival } from '../../elements/use-arrival.ts';
import type { Block } from '../../results/outline.ts';
import { titleOf } from '../../results/titles.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import { BlockBody } from './block.tsx';
import { BlockHead } from './block-head.tsx';
import { HowToRead } from './how-to-read.tsx';
import { PublicationLine } from './publication-line.tsx';
import styles from './results.module.css';
import type { PagesProps } from './results-index.tsx';

interface BlockPageProps extends PagesProps {
  readonly block: Block;
  readonly before: Block | undefined;
  readonly after: Block | undefined;
}

/** One block at its own address, between its neighbours. */
export function BlockPage({ block, before, after, input, parts, isKept, origins }: BlockPageProps) {
  const { survey, words } = input;
  const text = words.results;
  const heading = useRef<HTMLHeadingElement>(null);
  const title = titleOf(block, words);
  useArrival(heading);
  useEffect(() => {
    document.title = `${title} – ${text['page.title']}`;
  }, [title, text]);
  return (
    <article class={styles.page} data-results="block" data-block={block.address}>
      <a class={`quiet button ${styles.up}`} href={hrefTo({ screen: 'results' })}>
        ‹ {text['page.up']}
      </a>
      <BlockHead block={block} survey={survey} parts={parts} origins={origins} words={words}>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
      </BlockHead>
      {block.kind !== 'interview' && (
        <PublicationLine
          input={input}
          isKept={isKept}
          within={block.kind === 'crossing' ? block.crossing.within : undefined}
        />
      )}
      <BlockBody block={block} input={input} origins={origins} />
      {block.kind !== 'interview' && block.kind !== 'lessons' && <HowToRead input={input} />}
      <Neighbours before={before} after={after} words={words} />
      <button type="button" class={`quiet ${styles.own} ${styles.screen}`} onClick={() => print()}>
        {text['page.print']}
      </button>
    </article>
  );
}

interface NeighboursProps {
  readonly before: Block | undefined;
  readonly after: Block | undefined;
  readonly words: ResultsWords;
}

export function Neighbours({ before, after, words }: NeighboursProps) {
  const text = words.results;
  return (
    <nav class={styles.neighbours} aria-label={text['page.contents']}>
      {before && <Neighbour block={before} label={`‹ ${text['page.before']}`} title={titleOf(before, words)} />}
      {after && <Neighbour block={after} label={`${text['page.after']} ›`} title={titleOf(after, words)} />}
    </nav>
  );
}

interface NeighbourProps {
  readonly block: Block;
  readonly label: string;
  readonly title: string;
}

function Neighbour({ block, label, title }: NeighbourProps) {
  return (
    <a class="secondary button" href={hrefTo({ screen: 'results', block: block.address })}>
      <span>{label}</span>
      <span class={styles.quiet}>{title}</span>
    </a>
  );
}
