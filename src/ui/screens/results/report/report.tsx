import { useEffect, useRef } from 'preact/hooks';
import { hrefTo } from '../../../address/routes.ts';
import { useArrival } from '../../../elements/use-arrival.ts';
import { Emblem } from '../../../emblems/emblem.tsx';
import type { Block } from '../../../results/outline.ts';
import { titleOf } from '../../../results/titles.ts';
import { BlockBody } from '../block.tsx';
import { BlockHead } from '../block-head.tsx';
import type { PagesProps } from '../front/results-index.tsx';
import { HowToRead } from '../how-to-read.tsx';
import { PublicationLine } from '../publication-line.tsx';
import styles from '../results.module.css';
import { Strip } from '../site.tsx';
import { Contents } from './contents.tsx';

/** Everything on paper: a cover, how to read, the method, the contents, then one block after another. */
export function Report({ input, parts, isKept, origins }: PagesProps) {
  const { survey, words } = input;
  const text = words.results;
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  useEffect(() => {
    document.title = `${text['report.title']} – ${words.of(survey.title)}`;
  }, [text, words, survey]);
  const blocks = parts.flatMap((part) => part.blocks);
  const method = blocks.filter(({ kind }) => kind === 'method');
  const figures = blocks.filter(({ kind }) => kind !== 'method');
  const section = (block: Block) => (
    <section key={block.address} class={styles.sheet} data-block={block.address}>
      <BlockHead block={block} survey={survey} origins={origins} words={words}>
        <h2>{titleOf(block, words)}</h2>
      </BlockHead>
      <BlockBody block={block} input={input} origins={origins} />
    </section>
  );
  return (
    <div class={`${styles.page} ${styles.report}`} data-results="report">
      <div class={`${styles.acts} ${styles.screen}`}>
        <button type="button" class="primary" onClick={() => print()}>
          {text['report.print']}
        </button>
        <a class="secondary button" href={hrefTo({ screen: 'results' })}>
          {text['page.up']}
        </a>
      </div>
      <header class={styles.cover}>
        <p>{text['report.title']}</p>
        <h1 tabIndex={-1} ref={heading} {...words.inSurvey}>
          {words.of(survey.title)}
        </h1>
        <PublicationLine input={input} />
        <Strip input={input} isKept={isKept} />
        {survey.typology && (
          <div class={styles.emblems}>
            {survey.typology.profiles.map(({ id }) => (
              <span key={id} data-emblem={id}>
                <Emblem profile={id} />
              </span>
            ))}
          </div>
        )}
      </header>
      <HowToRead input={input} />
      {method.map(section)}
      <Contents parts={parts} words={words} />
      {figures.map(section)}
    </div>
  );
}
