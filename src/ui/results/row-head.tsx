import { hrefTo } from '../address/routes.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';
import type { FigureRow } from './figure.ts';
import { citationsOf, type Of } from './told-figure.ts';

interface RowHeadProps {
  readonly row: FigureRow;
  readonly of: Of;
  readonly words: ResultsWords;
  /** The day of the row, where it is not that of the page. */
  readonly isDated: boolean;
}

/** The name of a group, its size and its day. */
export function RowHead({ row, of, words, isDated }: RowHeadProps) {
  const { name, address, shown, asOf } = row;
  const text = words.results;
  const size =
    shown &&
    (of === 'citations'
      ? text['citations.n'](words.number(shown.base), words.number(citationsOf(row)))
      : text['page.responses'](shown.base, words.number(shown.base)));
  return (
    <>
      {address === undefined ? name : <a href={hrefTo({ screen: 'results', block: address })}>{name}</a>}
      {size !== undefined && (
        <span class={styles.base}>
          {' '}
          {size}
          {isDated && asOf !== undefined && ` · ${words.date(asOf)}`}
        </span>
      )}
    </>
  );
}
