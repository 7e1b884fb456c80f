import { type Denominator, displayedCountOf, shareInWords, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import type { ResultsWords } from '../words/results-words.ts';
import '../elements/data-table.css';
import styles from './figure.module.css';
import { RowHead } from './row-head.tsx';

const CITED = 3;

interface FocusProps {
  readonly figure: Figure;
  readonly of: Denominator;
  readonly words: ResultsWords;
}

/** The most cited of each group, in the order of the questionnaire: numbers that were moved bear no finer order. */
export function FocusTable({ figure, of, words }: FocusProps) {
  const text = words.results;
  return (
    <section>
      <h2>{text['focus.title']}</h2>
      <p class={styles.small}>{text['focus.note']}</p>
      <table class={`data-table ${styles.table} ${styles.focus}`} data-figure="focus">
        <caption class="unseen">{text['focus.title']}</caption>
        <thead>
          <tr>
            <th scope="col">{text['who.group']}</th>
            <th scope="col">{text['focus.cited']}</th>
          </tr>
        </thead>
        <tbody>
          {figure.rows.map((row) => (
            <tr key={row.id} data-group={row.id}>
              <th scope="row">
                <RowHead row={row} of={of} words={words} isDated={false} />
              </th>
              {row.shown ? (
                <td>
                  <ul>
                    {mostCited(row, figure.levels).map((level) => {
                      const displayed = displayedCountOf(row, level, of);
                      return (
                        <li key={level.id}>
                          {level.label} {displayed && <b>{shareInWords(displayed, words)}</b>}
                        </li>
                      );
                    })}
                  </ul>
                </td>
              ) : (
                <td class={styles.hidden}>
                  <span>{whyHidden(row, words)}</span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Three, and those that have as many as the third. */
export function mostCited({ shown }: FigureRow, levels: readonly Level[]): readonly Level[] {
  const countOf = ({ id }: Level) => shown?.counts[id] ?? 0;
  const counts = levels.map(countOf).sort((a, b) => b - a);
  const least = Math.max(1, counts[CITED - 1] ?? 1);
  return levels.filter((level) => countOf(level) >= least);
}
