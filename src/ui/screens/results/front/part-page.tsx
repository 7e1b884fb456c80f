import { hrefTo } from '../../../address/routes.ts';
import { useScreen } from '../../../elements/use-screen.ts';
import { unbroken } from '../../../past/unbroken.ts';
import { type FigureInput, figureOf, isToCome } from '../../../results/figure.ts';
import { ADDRESS, type Block, numbered, type Part, partAddress } from '../../../results/outline.ts';
import { partTitle, titleOf } from '../../../results/titles.ts';
import { Neighbours } from '../block-page.tsx';
import { PublicationLine } from '../publication-line.tsx';
import styles from '../results.module.css';
import { Site, Strip } from '../site.tsx';
import front from './front.module.css';
import { LinkRow } from './link-row.tsx';
import type { PagesProps } from './results-index.tsx';

/** One part: its questions; the rows of a matrix are reached from it. */
export function PartPage({ part, input, parts, isKept }: PagesProps & { readonly part: Part }) {
  const { words } = input;
  const text = words.results;
  const title = partTitle(part, words);
  const hasToCome = part.blocks.flatMap((block) => figureOf(block, input) ?? []).some(isToCome);
  const place = numbered(parts).indexOf(part);
  const nextTo = (at: number) =>
    numbered(parts)
      .slice(at, at + 1)
      .map((one) => ({ address: partAddress(one), title: partTitle(one, words) }))[0];
  const heading = useScreen(`${title} – ${text['page.title']}`);
  return (
    <Site parts={parts} words={words} at={ADDRESS.part(part.id)}>
      <div class={styles.page} data-results="part" data-part={part.id}>
        <Strip input={input} isKept={isKept} />
        <a class={`quiet button screen-only ${styles.up}`} href={hrefTo({ screen: 'results' })}>
          ‹ {text['page.up']}
        </a>
        <header class={styles.head}>
          <h1 tabIndex={-1} ref={heading}>
            {place + 1}. {title}
          </h1>
          <PublicationLine input={input} isBrief />
        </header>
        <nav class={front.nav} aria-label={title}>
          <ul class={front.parts}>
            {part.blocks
              .filter(({ kind }) => kind !== 'row')
              .map((block) => (
                <QuestionRow key={block.address} block={block} input={input} />
              ))}
          </ul>
          {hasToCome && <p class="aside">{text['block.to-come']}</p>}
        </nav>
        <Neighbours before={nextTo(place - 1)} after={nextTo(place + 1)} words={words} />
      </div>
    </Site>
  );
}

function QuestionRow({ block, input }: { readonly block: Block; readonly input: FigureInput }) {
  const { words } = input;
  return (
    <LinkRow
      address={block.address}
      number={'question' in block ? block.question.number : '·'}
      name={unbroken(titleOf(block, words))}
      about={block.kind === 'places' ? words.results['index.map'] : undefined}
    />
  );
}
