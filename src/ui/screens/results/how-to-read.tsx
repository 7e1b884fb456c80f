import { PastMeaning } from '../../past/past-notes.tsx';
import type { FigureInput } from '../../results/figure.ts';
import styles from './results.module.css';

/** Explains what was done to the numbers before publication, what they do not mean, and the ranges next to them. */
export function HowToRead({ input: { results, past, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  const { phase } = results;
  const final = phase === 'results' ? [text['read.final']] : [];
  return (
    <details class={styles.read}>
      <summary>{text['read.title']}</summary>
      <ul>
        {[...text['read.moved'], ...text[`read.${phase}`], ...final, text['read.range'], text['read.both']].map(
          (sentence) => (
            <li key={sentence}>{sentence}</li>
          ),
        )}
        {past && (
          <li>
            <PastMeaning words={words} past={past} />
          </li>
        )}
      </ul>
    </details>
  );
}
