import { displayedCountOf } from '../../../results/displayed-count.ts';
import type { Figure } from '../../../results/figure.ts';
import { withLargestLevels } from '../../../results/largest-levels.ts';
import { lengthOf, ShareTrack } from '../../../tables/share-figure.tsx';
import { Stack } from '../../../tables/stack.tsx';
import styles from './front.module.css';

/** A figure without its words: the bar of everyone, one line a row of a matrix, or one line an answer. Its page has the numbers. */
export function Sketch({ figure }: { readonly figure: Figure }) {
  const { shape, levels, rows } = withLargestLevels(figure);
  const [everyone] = rows;
  if (!everyone?.shown) return null;
  if (shape === 'stack' && rows.every(({ address }) => address === undefined))
    return <Stack levels={levels} row={everyone} />;
  const displayed = levels.map((level) => displayedCountOf(everyone, level, 'respondents'));
  const most = Math.max(0.01, ...displayed.map(lengthOf));
  return (
    <span class={styles.sketch} aria-hidden="true">
      {shape === 'stack'
        ? rows.map((row) => <Stack key={row.id} levels={levels} row={row} />)
        : levels.map((level, place) => (
            <ShareTrack key={level.id} level={level} displayed={displayed[place]} percent={undefined} most={most} />
          ))}
    </span>
  );
}
