import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { FigureRow } from '../results/figure.ts';
import '../elements/data-table.css';
import { typeset } from '../words/typeset.ts';
import styles from './figure.module.css';
import type { PastCells } from './past-lines.tsx';
import { RowFoot, type TableProps } from './row-foot.tsx';
import { RowHead } from './row-head.tsx';
import { Share } from './share-figure.tsx';
import { PastStrip, Stack } from './stack.tsx';

interface StackTableProps extends TableProps {
  readonly pastCells: ((row: FigureRow) => PastCells | undefined) | undefined;
  readonly pastName: string | undefined;
}

/** One bar for each group, cut into its levels; under it their numbers, each under its level. The table is the figure. */
export function StackTable({ figure, caption, words, pastCells, pastName, percentOf, isDated }: StackTableProps) {
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
        const before = pastCells?.(row);
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
            {before && Object.keys(before.cells).length > 0 && (
              <>
                <tr class={styles.foot} data-past={row.id}>
                  <th scope="rowgroup" colSpan={levels.length}>
                    {pastName} {before.about}
                  </th>
                </tr>
                <tr class={styles.before} data-past={row.id}>
                  {levels.map(({ id }) => (
                    <td key={id} lang="fr">
                      {typeset(before.cells[id]?.published ?? '', 'fr')}
                    </td>
                  ))}
                </tr>
              </>
            )}
            {before?.rest !== undefined && (
              <tr class={styles.foot} data-past={row.id}>
                <td colSpan={levels.length}>{before.rest}</td>
              </tr>
            )}
          </tbody>
        );
      })}
    </table>
  );
}
