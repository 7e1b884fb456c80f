import { hrefTo } from '../../../address/routes.ts';
import type { Part } from '../../../results/outline.ts';
import { partTitle, titleOf } from '../../../results/titles.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import styles from '../results.module.css';

/** Part by part, each block by its question; the rows of a matrix are reached from it. */
export function Contents({ parts, words }: { readonly parts: readonly Part[]; readonly words: ResultsWords }) {
  const text = words.results;
  return (
    <nav class={styles.contents} aria-labelledby="results-contents">
      <h2 id="results-contents">{text['page.contents']}</h2>
      {parts.map((part) => (
        <section key={part.id}>
          <h3>{partTitle(part, words)}</h3>
          <ul>
            {part.blocks.map((block) =>
              block.kind === 'row' ? null : (
                <li key={block.address}>
                  <a href={hrefTo({ screen: 'results', block: block.address })}>
                    {titleOf(block, words)}
                    {block.kind === 'matrix' && (
                      <span class={styles.quiet}> {text['block.rows'](block.question.rows.length)}</span>
                    )}
                  </a>
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </nav>
  );
}
