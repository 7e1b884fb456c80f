import type { ComponentChildren } from 'preact';
import { hrefTo } from '../../address/routes.ts';
import { unbroken } from '../../past/unbroken.ts';
import type { FigureInput } from '../../results/figure.ts';
import { ADDRESS, numbered, type Part, partAddress } from '../../results/outline.ts';
import { partTitle, titleOf } from '../../results/titles.ts';
import { TABLE_AND_RAIL, useWide } from '../../tables/use-wide.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './site.module.css';

interface SiteProps {
  readonly parts: readonly Part[];
  readonly words: ResultsWords;
  /** The address that is read. */
  readonly at: string;
  readonly children: ComponentChildren;
}

/** A page of the results; on a wide screen, next to the list of parts, with the current one open. */
export function Site(props: SiteProps) {
  return (
    <div class={styles.site}>
      {useWide(TABLE_AND_RAIL) && <Rail {...props} />}
      {props.children}
    </div>
  );
}

function Rail({ parts, words, at }: Omit<SiteProps, 'children'>) {
  const counted = numbered(parts);
  return (
    <nav class={`screen-only ${styles.rail}`} aria-label={words.results['index.parts'](counted.length)}>
      <ol>
        {parts.map((part) => {
          const isOpen = part.blocks.some(({ address }) => address === at) || ADDRESS.part(part.id) === at;
          const address = partAddress(part);
          return (
            <li key={part.id}>
              <a
                href={hrefTo({ screen: 'results', block: address })}
                aria-current={address === at ? 'page' : undefined}
              >
                <span class={styles.number}>{counted.includes(part) ? counted.indexOf(part) + 1 : '·'}</span>
                <span>{partTitle(part, words)}</span>
              </a>
              {isOpen && part.blocks.length > 1 && <Blocks part={part} at={at} words={words} />}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Rows of a matrix are reached from it, but for the one that is read. */
function Blocks({ part, at, words }: { readonly part: Part; readonly at: string; readonly words: ResultsWords }) {
  return (
    <ul>
      {part.blocks
        .filter(({ kind, address }) => kind !== 'row' || address === at)
        .map((block) => (
          <li key={block.address}>
            <a
              href={hrefTo({ screen: 'results', block: block.address })}
              aria-current={block.address === at ? 'page' : undefined}
            >
              <span>{unbroken(titleOf(block, words))}</span>
            </a>
          </li>
        ))}
    </ul>
  );
}

interface StripProps {
  readonly input: Pick<FigureInput, 'results' | 'past' | 'words'>;
  readonly isKept: boolean;
}

/** Once a page: that these answers are invented, and that there was no network to ask for newer ones. */
export function Strip({ input: { results, past, words }, isKept }: StripProps) {
  const text = words.results;
  return (
    <>
      {results.demonstration && (
        <p class={styles.demonstration} data-results="demonstration">
          <strong>{text['page.demonstration']}</strong>{' '}
          <span>· {past && !past.wave ? text['page.invented-but'](past.year) : text['page.invented']}</span>
        </p>
      )}
      {isKept && (
        <p class="caution small" data-results="kept">
          {text['page.kept']}
        </p>
      )}
    </>
  );
}
