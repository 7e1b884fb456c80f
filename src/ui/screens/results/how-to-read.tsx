import { EVERYONE } from '../../../core/results/exact-tables.ts';
import { PastMeaning } from '../../past/past-notes.tsx';
import type { FigureInput } from '../../results/figure.ts';
import styles from './results.module.css';

/** What was done to the numbers before they were published, what they are not, and what stands beside them. */
export function HowToRead({ input: { results, past, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  // Of a survey that was reopened, what is shown is moved as it was at the closing until its group has grown.
  const rule = results.strata[EVERYONE]?.phase ?? results.phase;
  const final = results.phase === 'results' ? [text['read.final']] : [];
  return (
    <section class={styles.read}>
      <h2>{text['read.title']}</h2>
      <ul>
        {[...text[`read.${rule}`], ...final, text['read.both'], text['read.range']].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {past && (
          <li>
            <PastMeaning words={words} past={past} />
          </li>
        )}
      </ul>
    </section>
  );
}
