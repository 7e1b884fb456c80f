import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { shareInWords } from '../results/displayed-count.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';

interface ShareProps {
  readonly displayed: DisplayedCount | undefined;
  readonly words: ResultsWords;
}

/** A share, and under it the range of the noise, where that is wide. */
export function Share({ displayed, words }: ShareProps) {
  if (!displayed) return <>–</>;
  const { share, range } = displayed;
  return (
    <>
      <span class={share === undefined ? styles.range : styles.share}>{shareInWords(displayed, words)}</span>
      {share !== undefined && range && (
        <span class={styles.small}> {words.results['cell.range'](range.least, range.most)}</span>
      )}
    </>
  );
}

/** The length of a bar, from 0 to 1; 0 where neither a share nor a range is displayed, since a bar would disclose the share. */
export function lengthOf(displayed: DisplayedCount | undefined): number {
  if (!displayed || (displayed.share === undefined && !displayed.range)) return 0;
  return Math.min(1, displayed.count / displayed.base);
}
