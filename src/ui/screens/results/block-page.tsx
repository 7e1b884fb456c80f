import { hrefTo, type Route } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { unbroken } from '../../past/unbroken.ts';
import { type Block, type Part, partAddress } from '../../results/outline.ts';
import { partTitle, titleOf } from '../../results/titles.ts';
import { TABLE, useWide } from '../../tables/use-wide.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import { BlockBody } from './block.tsx';
import { BlockHead } from './block-head.tsx';
import type { PagesProps } from './front/results-index.tsx';
import { HowToRead } from './how-to-read.tsx';
import { originInWords } from './method/changes.tsx';
import { PublicationLine } from './publication-line.tsx';
import styles from './results.module.css';
import { Site, Strip } from './site.tsx';

interface BlockPageProps extends PagesProps {
  readonly block: Block;
  readonly before: Block | undefined;
  readonly after: Block | undefined;
}

/** One block at its own address, between its neighbours. */
export function BlockPage({ block, before, after, input, parts, isKept, origins }: BlockPageProps) {
  const { survey, words } = input;
  const text = words.results;
  const title = titleOf(block, words);
  const isOfFigures = !['interview', 'lessons', 'method', 'changes'].includes(block.kind);
  const isDense = useWide(TABLE);
  const origin = origins[block.address];
  const heading = useScreen(`${title} – ${text['page.title']}`);
  const part = parts.find(({ blocks }) => blocks.includes(block));
  const up = part && part.blocks.length > 1 && partAddress(part) !== block.address ? part : undefined;
  return (
    <Site parts={parts} words={words} at={block.address}>
      <article class={styles.page} data-results="block" data-block={block.address}>
        <Strip input={input} isKept={isKept} />
        <BlockHead
          block={block}
          survey={survey}
          origins={origins}
          words={words}
          up={
            <a class={`quiet button screen-only ${styles.up}`} href={hrefTo(upTo(up))}>
              <span>‹ {up ? partTitle(up, words) : text['page.up']}</span>
            </a>
          }
        >
          <h1 tabIndex={-1} ref={heading}>
            {unbroken(title)}
          </h1>
          {isOfFigures && (
            <PublicationLine
              input={input}
              within={block.kind === 'crossing' ? block.crossing.within : undefined}
              isBrief
            />
          )}
        </BlockHead>
        <BlockBody block={block} input={input} origins={origins} isDense={isDense}>
          {origin && <p class="aside">{text['block.origin'](originInWords(origin, words))}</p>}
          {isOfFigures && <HowToRead input={input} />}
          <Neighbours before={addressed(before, words)} after={addressed(after, words)} words={words} />
          <Button label={text['page.print']} class={`quiet screen-only ${styles.own}`} onClick={() => print()} />
        </BlockBody>
      </article>
    </Site>
  );
}

function upTo(part: Part | undefined): Route {
  return part ? { screen: 'results', block: partAddress(part) } : { screen: 'results' };
}

/** A page of the results that another one leads to. */
interface ResultsAddress {
  readonly address: string;
  readonly title: string;
}

export function addressed(block: Block | undefined, words: ResultsWords): ResultsAddress | undefined {
  return block && { address: block.address, title: titleOf(block, words) };
}

interface NeighboursProps {
  readonly before: ResultsAddress | undefined;
  readonly after: ResultsAddress | undefined;
  readonly words: ResultsWords;
}

export function Neighbours({ before, after, words }: NeighboursProps) {
  const text = words.results;
  return (
    <nav class={styles.neighbours} data-whole aria-label={text['page.contents']}>
      {before && <Neighbour {...before} label={`‹ ${text['page.before']}`} />}
      {after && <Neighbour {...after} label={`${text['page.after']} ›`} />}
    </nav>
  );
}

function Neighbour({ address, label, title }: ResultsAddress & { readonly label: string }) {
  return (
    <a class="secondary button" href={hrefTo({ screen: 'results', block: address })}>
      <span>{label}</span>
      <span class="aside">{title}</span>
    </a>
  );
}
