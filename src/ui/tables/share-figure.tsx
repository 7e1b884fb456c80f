import type { Told } from '../../core/results/disclosure/shares.ts';
import { shareInWords } from '../results/told-figure.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';

interface ShareProps {
  readonly told: Told | undefined;
  readonly words: ResultsWords;
}

/** A share, and under it the range of the noise, where that is wide. */
export function Share({ told, words }: ShareProps) {
  if (!told) return <>–</>;
  const { share, range } = told;
  return (
    <>
      <span class={share === undefined ? styles.range : styles.share}>{shareInWords(told, words)}</span>
      {share !== undefined && range && (
        <span class={styles.small}> {words.results['cell.range'](range.least, range.most)}</span>
      )}
    </>
  );
}

/** From 0 to 1: of a bar. Where neither a share nor a range is told, a bar would tell it. */
export function lengthOf(told: Told | undefined): number {
  if (!told || (told.share === undefined && !told.range)) return 0;
  return Math.min(1, told.count / told.base);
}
