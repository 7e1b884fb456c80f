import type { ComponentChildren } from 'preact';
import { besideInWords } from '../results/beside.ts';
import type { Denominator } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';
import type { PastPercentOf } from './past-lines.tsx';
import type { PastOf } from './past-row.tsx';

export interface TableProps {
  readonly figure: Figure;
  readonly caption: string;
  readonly words: ResultsWords;
  readonly past?: PastOf | undefined;
  readonly percentOf?: PastPercentOf | undefined;
  readonly of?: Denominator;
  readonly isDated: boolean;
  /** More to say under a group. */
  readonly under?: (row: FigureRow) => ComponentChildren;
}

interface RowFootProps {
  readonly figure: Figure;
  readonly row: FigureRow;
  readonly words: ResultsWords;
  readonly columns: number;
  readonly children?: ComponentChildren;
}

/** The last line of a group: blank, not known, not asked. */
export function RowFoot({ figure, row, words, columns, children }: RowFootProps) {
  const beside = besideInWords(row, figure, words);
  if (!row.shown || (beside === undefined && !children)) return null;
  return (
    <tr class={styles.foot}>
      <td colSpan={columns}>
        {children}
        {beside !== undefined && <span>{beside}</span>}
      </td>
    </tr>
  );
}
