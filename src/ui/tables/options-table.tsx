import type { ComponentChildren } from 'preact';
import { Emblem } from '../emblems/emblem.tsx';
import { besideInWords } from '../results/beside.ts';
import { type Denominator, displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import { typeset } from '../words/typeset.ts';
import '../elements/data-table.css';
import dense from './dense.module.css';
import styles from './figure.module.css';
import { type DenseProps, RowName } from './levels-table.tsx';
import type { PastPercentOf } from './past-lines.tsx';
import { sizeInWords } from './row-head.tsx';
import { CountedShare, lengthOf, ShareTrack } from './share-figure.tsx';

interface OptionsTableProps extends DenseProps {
  readonly of: Denominator;
  /** First quartile, median and third quartile of a group. */
  readonly quartilesOf?: (row: FigureRow) => readonly string[] | undefined;
}

/** With more columns than this there is no room for bars. The rows of a matrix have longer names than groups and bands. */
export function mostColumns({ rows }: Figure): number {
  return rows.some(({ address }) => address !== undefined) ? 6 : 9;
}

/** One row per answer and one column per group, all on one scale, to compare groups; below, why others are not shown. */
export function OptionsTable({
  figure,
  caption,
  words,
  isDated,
  of,
  quartilesOf,
  pastCells,
  percentOf,
  pastName,
}: OptionsTableProps) {
  const { levels } = figure;
  const rows = figure.rows.filter(({ shown }) => shown);
  const hidden = figure.rows.filter(({ shown }) => !shown);
  const isOfProfiles = levels.some(({ profile }) => profile !== undefined);
  const before = new Map(figure.rows.map((row) => [row.id, pastCells?.(row)]));
  const most = longestOf(figure, of, percentOf);
  return (
    <table class={`data-table ${styles.table} ${dense.options}`} data-figure="bars" data-columns={rows.length}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.results[isOfProfiles ? 'table.profile' : 'table.answer']}</th>
          {rows.map((row) => (
            <th key={row.id} scope="col" data-group={row.id}>
              <RowName row={row} />
              <span class={styles.small}>{sizeInWords(row, of, isDated, words)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr key={level.id} data-level={level.id}>
            <th scope="row">
              <span class={styles.label}>
                {level.profile !== undefined && <Emblem profile={level.profile} />}
                {level.label}
              </span>
            </th>
            {rows.map((row) => {
              const displayed = displayedCountOf(row, level, of);
              const printed = before.get(row.id)?.cells[level.id];
              return (
                <td key={row.id}>
                  <ShareTrack level={level} displayed={displayed} percent={percentOf?.(row, level)} most={most} />
                  <CountedShare displayed={displayed} words={words} />
                  {printed && (
                    <span class={styles.small} lang="fr" data-past={row.id}>
                      {typeset(printed.published, 'fr')}
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tbody class={dense.below}>
        {quartilesOf &&
          words.results['band.quarters'].map((name, place) => (
            <Line key={name} name={name} rows={rows} cell={(row) => quartilesOf(row)?.[place]} />
          ))}
        <Line rows={rows} cell={(row) => besideInWords(row, figure, words)} />
        {rows.some((row) => before.get(row.id)?.about) && (
          <tr>
            <th scope="row">{pastName}</th>
            {rows.map((row) => (
              <td key={row.id} data-past={row.id}>
                {before.get(row.id)?.about}
              </td>
            ))}
          </tr>
        )}
        {figure.rows.map((row) => {
          const rest = before.get(row.id)?.rest;
          return (
            rest !== undefined && (
              <tr key={row.id}>
                <td />
                <td colSpan={rows.length} data-past={row.id}>
                  {rest}
                </td>
              </tr>
            )
          );
        })}
        {hidden.map((row) => (
          <tr key={row.id} data-group={row.id}>
            <th scope="row">
              <RowName row={row} />
            </th>
            <td class={styles.hidden} colSpan={rows.length}>
              <span>{whyHidden(row, words)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The longest bar, by which all are drawn. */
function longestOf({ levels, rows }: Figure, of: Denominator, percentOf: PastPercentOf | undefined): number {
  return Math.max(
    0.01,
    ...rows.flatMap((row) => levels.map((level) => lengthOf(displayedCountOf(row, level, of)))),
    ...rows.flatMap((row) => levels.map((level) => (percentOf?.(row, level) ?? 0) / 100)),
  );
}

interface LineProps {
  readonly name?: string;
  readonly rows: readonly FigureRow[];
  readonly cell: (row: FigureRow) => ComponentChildren;
}

/** A line left out where none of its cells says anything. */
function Line({ name, rows, cell }: LineProps) {
  const cells = rows.map((row) => ({ id: row.id, content: cell(row) }));
  if (cells.every(({ content }) => content === undefined || content === null)) return null;
  return (
    <tr>
      {name === undefined ? <td /> : <th scope="row">{name}</th>}
      {cells.map(({ id, content }) => (
        <td key={id}>{content}</td>
      ))}
    </tr>
  );
}
