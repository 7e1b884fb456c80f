import type { Phase } from '../../../core/results/disclosure.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

/** What was done to the numbers before they were published, and what they are not. */
export function HowToRead({ phase, words }: { readonly phase: Phase; readonly words: ResultsWords }) {
  const text = words.results;
  return (
    <section class={styles.read}>
      <h2>{text['read.title']}</h2>
      <ul>
        {[...text[`read.${phase}`], text['read.both'], text['read.range']].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
