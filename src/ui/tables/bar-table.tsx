import { Emblem } from '../emblems/emblem.tsx';
import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import '../elements/data-table.css';
import styles from './figure.module.css';
import { PastRow } from './past-row.tsx';
import { RowFoot, type TableProps } from './row-foot.tsx';
import { RowHead } from './row-head.tsx';
import { lengthOf, Share, ShareTrack } from './share-figure.tsx';

const COLUMNS = 3;

/** Shows a bar next to each number, all on one scale: for unordered lists and multiple choices. */
export function BarTable({ figure, caption, words, past, percentOf, of = 'respondents', isDated, under }: TableProps) {
  const { levels, rows } = figure;
  const text = words.results;
  const lengths = rows.flatMap((row) => levels.map((level) => lengthOf(displayedCountOf(row, level, of))));
  const before = rows.flatMap((row) => levels.map((level) => (percentOf?.(row, level) ?? 0) / 100));
  const most = Math.max(0.01, ...lengths, ...before);
  const isOfProfiles = levels.some(({ profile }) => profile !== undefined);
  return (
    <table class={`data-table ${styles.table} ${styles.bars}`} data-figure="bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text[isOfProfiles ? 'table.profile' : 'table.answer']}</th>
          <th scope="col">{text['table.share']}</th>
          <th scope="col">{text['table.count']}</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.id} data-group={row.id}>
          {rows.length > 1 && (
            <tr class={styles.name}>
              <th scope="rowgroup" colSpan={COLUMNS}>
                <RowHead row={row} of={of} words={words} isDated={isDated} />
              </th>
            </tr>
          )}
          {row.shown ? (
            levels.map((level) => {
              const displayed = displayedCountOf(row, level, of);
              return (
                <tr key={level.id}>
                  <th scope="row">
                    <span class={styles.answer}>
                      <span class={styles.label}>
                        {level.profile !== undefined && <Emblem profile={level.profile} />}
                        {level.label}
                      </span>
                      <ShareTrack level={level} displayed={displayed} percent={percentOf?.(row, level)} most={most} />
                    </span>
                  </th>
                  <td>
                    <Share displayed={displayed} words={words} />
                  </td>
                  <td>{displayed ? words.number(displayed.count) : '–'}</td>
                </tr>
              );
            })
          ) : (
            <tr>
              <td class={styles.hidden} colSpan={COLUMNS}>
                <span>{whyHidden(row, words)}</span>
              </td>
            </tr>
          )}
          <RowFoot figure={figure} row={row} words={words} columns={COLUMNS}>
            {row.shown && under?.(row)}
          </RowFoot>
          <PastRow row={row} past={past} columns={COLUMNS} />
        </tbody>
      ))}
    </table>
  );
}
