import { displayedCountOf } from '../results/displayed-count.ts';
import type { FigureRow, Level } from '../results/figure.ts';
import styles from './figure.module.css';

/** From this many per cents on, a part of a bar has room for its number. */
const LABELLED = 8;

interface StackProps {
  readonly levels: readonly Level[];
  readonly row: FigureRow;
}

/** One bar, cut into its levels. */
export function Stack({ levels, row }: StackProps) {
  const parts = levels.flatMap((level) => {
    const displayed = displayedCountOf(row, level, 'respondents');
    return displayed && displayed.count > 0 && (displayed.share !== undefined || displayed.range)
      ? [{ level, displayed }]
      : [];
  });
  if (parts.length === 0) return null;
  return (
    <span class={styles.bar} aria-hidden="true">
      {parts.map(({ level: { id, tone, profile }, displayed: { count, share } }) => (
        <span key={id} data-tone={tone} data-emblem={profile} style={{ flexGrow: count }}>
          {share !== undefined && share >= LABELLED && <b>{share}</b>}
        </span>
      ))}
    </span>
  );
}
