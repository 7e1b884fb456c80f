import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import '../elements/data-table.css';
import styles from './figure.module.css';
import { PastRow } from './past-row.tsx';
import { RowFoot, type TableProps } from './row-foot.tsx';
import { RowHead } from './row-head.tsx';
import { Share } from './share-figure.tsx';
import { PastStrip, Stack } from './stack.tsx';

/** One bar for each group, cut into its levels; under it their numbers, each under its level. The table is the figure. */
export function StackTable({ figure, caption, words, past, percentOf, isDated }: TableProps) {
  const { levels, rows } = figure;
  return (
    <table class={`data-table ${styles.table} ${styles.stack}`} data-figure="stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {levels.map((level) => (
            <th key={level.id} scope="col">
              <span class={styles.key} data-tone={level.tone} aria-hidden="true" />
              {level.label}
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((row) => {
        return (
          <tbody key={row.id} data-group={row.id}>
            <tr class={styles.name}>
              <th scope="rowgroup" colSpan={levels.length}>
                <RowHead row={row} of="respondents" words={words} isDated={isDated} />
                {row.shown && <Stack levels={levels} row={row} />}
                <PastStrip levels={levels} row={row} percentOf={percentOf} />
              </th>
            </tr>
            {row.shown ? (
              <tr>
                {levels.map((level) => {
                  const displayed = displayedCountOf(row, level, 'respondents');
                  return (
                    <td key={level.id}>
                      <Share displayed={displayed} words={words} />
                      {displayed && (displayed.share !== undefined || displayed.range) && (
                        <span class={styles.small}> {words.number(displayed.count)}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ) : (
              <tr>
                <td class={styles.hidden} colSpan={levels.length}>
                  <span>{whyHidden(row, words)}</span>
                </td>
              </tr>
            )}
            <RowFoot figure={figure} row={row} words={words} columns={levels.length} />
            <PastRow row={row} past={past} columns={levels.length} />
          </tbody>
        );
      })}
    </table>
  );
}
