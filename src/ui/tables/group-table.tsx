import { useMemo } from 'preact/hooks';
import { EVERYONE } from '../../core/results/everyone.ts';
import { RowBarsLater } from '../chart/row-bars-later.tsx';
import { besideInWords } from '../results/beside.ts';
import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { FigureRow } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import '../elements/data-table.css';
import styles from './figure.module.css';
import type { PastOf } from './past-row.tsx';
import type { TableProps } from './row-foot.tsx';
import { sizeInWords } from './row-head.tsx';
import { lengthOf, Share } from './share-figure.tsx';

const COLUMNS = 4;

interface GroupTableProps extends TableProps {
  /** What a past study printed of one answer, by group. */
  readonly pastAt: ((level: Level) => PastOf) | undefined;
}

/** One answer after another, each with a bar for each group: what one reads to tell the types apart. */
export function GroupTable({ figure, caption, words, isDated, pastAt }: GroupTableProps) {
  const { levels, rows } = figure;
  const text = words.results;
  const shown = useMemo(() => rows.filter((row) => row.shown), [rows]);
  const bars = useMemo(
    () => levels.map((level) => shown.map((row) => lengthOf(displayedCountOf(row, level, 'respondents')))),
    [levels, shown],
  );
  const most = Math.max(0.01, ...bars.flat());
  return (
    <table class={`data-table ${styles.table} ${styles.grouped}`} data-figure="grouped">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text['who.group']}</th>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: no header can have the focus */}
          <th scope="col" aria-hidden="true" />
          <th scope="col">{text['table.share']}</th>
          <th scope="col">{text['table.count']}</th>
        </tr>
      </thead>
      {levels.map((level, place) => (
        <tbody key={level.id} data-level={level.id}>
          <tr class={styles.name}>
            <th scope="rowgroup" colSpan={COLUMNS}>
              {level.label}
            </th>
          </tr>
          {shown.map((row, index) => {
            const displayed = displayedCountOf(row, level, 'respondents');
            return (
              <tr key={row.id} data-group={row.id} data-bar="">
                <th scope="row">{row.id === EVERYONE ? text['group.together'] : row.name}</th>
                {index === 0 && (
                  <td class={styles.canvas} rowSpan={shown.length} aria-hidden="true">
                    <RowBarsLater values={bars[place] ?? []} most={most} />
                  </td>
                )}
                <td>
                  <Share displayed={displayed} words={words} />
                </td>
                <td>{displayed ? words.number(displayed.count) : '–'}</td>
              </tr>
            );
          })}
          <PastOfLevel rows={rows} past={pastAt?.(level)} />
        </tbody>
      ))}
      {/* Last, so that the bars are on the first screen. */}
      <tbody>
        {rows.map((row) => (
          <Size key={row.id} row={row} isDated={isDated} figure={figure} words={words} />
        ))}
      </tbody>
    </table>
  );
}

type SizeProps = Pick<GroupTableProps, 'figure' | 'words' | 'isDated'> & { readonly row: FigureRow };

/** Shows how many of a group answered and how many did not, or why the group is not shown. */
function Size({ row, figure, words, isDated }: SizeProps) {
  return (
    <tr class={styles.sizes} data-group={row.id}>
      <th scope="row">{row.name}</th>
      {row.shown ? (
        <td colSpan={COLUMNS - 1}>
          {[sizeInWords(row, 'respondents', isDated, words), besideInWords(row, figure, words)]
            .filter((said) => said !== undefined)
            .join(' · ')}
        </td>
      ) : (
        <td class={styles.hidden} colSpan={COLUMNS - 1}>
          <span>{whyHidden(row, words)}</span>
        </td>
      )}
    </tr>
  );
}

/** Shows the past shares, also those of groups that are too small today. */
function PastOfLevel({ rows, past }: { readonly rows: readonly FigureRow[]; readonly past: PastOf | undefined }) {
  const lines = rows.flatMap((row) => {
    const line = past?.(row);
    return line === undefined ? [] : [<div key={row.id}>{line}</div>];
  });
  if (lines.length === 0) return null;
  return (
    <tr class={styles.foot} data-past="">
      <td colSpan={COLUMNS}>{lines}</td>
    </tr>
  );
}
