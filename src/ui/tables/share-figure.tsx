import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { lengthOf, shareInWords } from '../results/displayed-count.ts';
import type { Level } from '../results/levels.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { writeShareRange } from '../words/writing.ts';
import styles from './figure.module.css';

interface ShareProps {
  readonly displayed: DisplayedCount | undefined;
  readonly words: ResultsWords;
}

/** Shows a share with its count, and below them the range of the noise if it is wide; the range alone where no share is displayed. */
export function CountedShare({ displayed, isBrief, words }: ShareProps & { readonly isBrief?: boolean }) {
  if (!displayed) return <>{words.results['coverage.hidden']}</>;
  const { share, count } = displayed;
  return (
    <>
      <Main displayed={displayed} words={words} />
      {share !== undefined && !isBrief && <span class={styles.count}> {words.number(count)}</span>}
      <Under displayed={displayed} words={words} />
    </>
  );
}

type PartProps = ShareProps & { readonly displayed: DisplayedCount };

function Main({ displayed: { counts: _, ...displayed }, words }: PartProps) {
  return (
    <span class={displayed.share === undefined ? styles.range : styles.share}>{shareInWords(displayed, words)}</span>
  );
}

function Under({ displayed: { share, range, counts }, words }: PartProps) {
  const text = words.results;
  if (share !== undefined && range)
    return <span class={styles.small}> {writeShareRange(range, words.uiLanguage)}</span>;
  if (counts && counts.least < counts.most)
    return <span class={styles.small}> {text['cell.between'](counts.least, counts.most)}</span>;
  return null;
}

interface ShareTrackProps {
  readonly level: Level;
  readonly displayed: DisplayedCount | undefined;
  /** The count that continues the bar. */
  readonly also: DisplayedCount | undefined;
  /** The share that a past study printed of the same, in per cents. */
  readonly percent: number | null | undefined;
  /** The longest bar of the figure, from 0 to 1. */
  readonly most: number;
}

/** The bar of a share, split lengthwise between two profiles, and a thin one of the past study under it. */
export function ShareTrack({ level: { tone, profile, pair }, displayed, also, percent, most }: ShareTrackProps) {
  const sizeOf = (one: DisplayedCount | undefined) => ({ inlineSize: `${(lengthOf(one) / most) * 100}%` });
  return (
    <span class={styles.tracks} aria-hidden="true">
      <span class={styles.track} data-pair={pair && ''}>
        {(pair ?? [profile]).map((one) => (
          <span key={one} data-tone={tone} data-emblem={one} style={sizeOf(displayed)} />
        ))}
        {also && <span data-tone={tone} data-emblem={profile} data-also="" style={sizeOf(also)} />}
      </span>
      {typeof percent === 'number' && (
        <span class={styles.thin} data-strip="">
          <span style={{ inlineSize: `${percent / most}%` }} />
        </span>
      )}
    </span>
  );
}
