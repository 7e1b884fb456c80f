import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { shareInWords } from '../results/displayed-count.ts';
import type { Level } from '../results/levels.ts';
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

/** Shows a share with its count, and below them the range of the noise if it is wide. */
export function CountedShare({ displayed, words }: ShareProps) {
  if (!displayed) return <>–</>;
  const { share, range, count } = displayed;
  const isShare = share !== undefined || range !== undefined;
  return (
    <>
      <span class={share === undefined ? styles.range : styles.share}>{shareInWords(displayed, words)}</span>
      {isShare && <span class={styles.count}> {words.number(count)}</span>}
      {share !== undefined && range && (
        <span class={styles.small}> {words.results['cell.range'](range.least, range.most)}</span>
      )}
    </>
  );
}

interface ShareTrackProps {
  readonly level: Level;
  readonly displayed: DisplayedCount | undefined;
  /** What a past study printed of the same, in per cents. */
  readonly percent: number | null | undefined;
  /** The longest bar of the figure, from 0 to 1. */
  readonly most: number;
}

/** The bar of a share, and a thin one of the past study under it. */
export function ShareTrack({ level, displayed, percent, most }: ShareTrackProps) {
  return (
    <span class={styles.tracks} aria-hidden="true">
      <span class={styles.track}>
        <span
          data-tone={level.tone}
          data-emblem={level.profile}
          style={{ inlineSize: `${(lengthOf(displayed) / most) * 100}%` }}
        />
      </span>
      {typeof percent === 'number' && (
        <span class={styles.thin} data-strip="">
          <span style={{ inlineSize: `${percent / most}%` }} />
        </span>
      )}
    </span>
  );
}

/** The length of a bar, from 0 to 1; 0 where neither a share nor a range is displayed, since a bar would disclose the share. */
export function lengthOf(displayed: DisplayedCount | undefined): number {
  if (!displayed || (displayed.share === undefined && !displayed.range)) return 0;
  return Math.min(1, displayed.count / displayed.base);
}
