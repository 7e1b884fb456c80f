import type { ComponentChildren } from 'preact';
import type { FigureRow } from '../results/figure.ts';
import styles from './figure.module.css';

/** What a past study printed of one group, in a line; `undefined` where it printed nothing. Never mixed with live counts. */
export type PastOf = (row: FigureRow) => ComponentChildren | undefined;

interface PastRowProps {
  readonly row: FigureRow;
  readonly past: PastOf | undefined;
  readonly columns: number;
}

/** Under the numbers of a group, over the width of the table; where those are held back, too. */
export function PastRow({ row, past, columns }: PastRowProps) {
  const line = past?.(row);
  if (line === undefined) return null;
  return (
    <tr class={styles.foot} data-past={row.id}>
      <td colSpan={columns}>{line}</td>
    </tr>
  );
}
