import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { Emblem } from '../emblems/emblem.tsx';
import { asPrinted } from '../past/past-line.tsx';
import { besideInWords } from '../results/beside.ts';
import { type Denominator, displayedCountOf, displayedSum, lengthOf, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';
import { sizeInWords } from './group-size.ts';
import { CountedShare, ShareTrack } from './share-figure.tsx';
import { type FigureTableProps, RowName } from './stack-table.tsx';

/** The roles of its elements, which those lose where a narrow page lays them out as blocks. */
const ROLES = {
  table: 'table',
  rows: 'rowgroup',
  row: 'row',
  column: 'columnheader',
  name: 'rowheader',
  cell: 'cell',
} as const;

interface AnswerTableProps extends FigureTableProps {
  readonly of: Denominator;
  /** First quartile, median and third quartile of a group. */
  readonly quartilesOf: ((row: FigureRow) => readonly string[] | undefined) | undefined;
  /** The number of answers to draw. What is below the table is drawn after all of them. */
  readonly drawn: number;
}

/** The most columns that have room beside one another. The rows of a matrix have longer names than groups and bands. */
export function mostColumns({ rows }: Figure): number {
  return rows.some(({ address }) => address !== undefined) ? 6 : 9;
}

/**
 * Draws one row for each answer, with a bar for each group, all on one scale. Groups are columns where there is room, and one under another
 * elsewhere. The rows below say why a group is not shown.
 */
export function AnswerTable(props: AnswerTableProps) {
  const { figure, caption, words, isDated, isWide, past, of, drawn } = props;
  const { levels } = figure;
  const text = words.results;
  const rows = figure.rows.filter(({ shown }) => shown);
  const isOfProfiles = levels.some(({ profile }) => profile !== undefined);
  // The same elements at each step: Preact leaves those that it has drawn.
  const answers = useMemo(() => answersOf({ figure, words, isWide, past, of }), [figure, words, isWide, past, of]);
  return (
    <table
      class={`data-table ${styles.table} ${isWide ? styles.wide : styles.narrow}`}
      role={ROLES.table}
      data-figure="bars"
      data-columns={rows.length}
    >
      <caption>
        {caption}
        {!isWide && rows.length > 0 && (
          <span class={styles.heads} aria-hidden="true">
            <span>{text['table.share']}</span>
            <span>{text['table.count']}</span>
          </span>
        )}
      </caption>
      <thead class={isWide ? undefined : 'unseen'} role={ROLES.rows}>
        <tr role={ROLES.row}>
          <th scope="col" role={ROLES.column}>
            {text[isOfProfiles ? 'table.profile' : 'table.answer']}
          </th>
          {rows.map((row) => (
            <th key={row.id} scope="col" role={ROLES.column} data-group={row.id}>
              {isWide ? <RowName row={row} /> : row.name}
              <span class={styles.small}>{sizeInWords(row, of, isDated, words)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {rows.length > 0 && <tbody role={ROLES.rows}>{answers.slice(0, drawn)}</tbody>}
      {/* Last, so that the bars are on the first screen. */}
      {drawn > levels.length && <Below {...props} rows={rows} />}
    </table>
  );
}

type AnswersInput = Pick<AnswerTableProps, 'figure' | 'words' | 'isWide' | 'past' | 'of'>;

function answersOf({ figure, words, isWide, past, of }: AnswersInput) {
  const rows = figure.rows.filter(({ shown }) => shown);
  const most = longestOf(figure, past, of);
  return figure.levels.map((level) => (
    <tr key={level.id} role={ROLES.row} data-level={level.id}>
      <th scope="row" role={ROLES.name}>
        <span class={styles.label}>
          {(level.pair ?? [level.profile]).map((one) => one !== undefined && <Emblem key={one} profile={one} />)}
          {level.label}
        </span>
      </th>
      {rows.map((row) => {
        const displayed = displayedCountOf(row, level, of);
        const also = alsoOf(row, level);
        const printed = past?.cells.get(row.id)?.cells[level.id];
        return (
          <td key={row.id} role={ROLES.cell} data-group={row.id}>
            {!isWide && rows.length > 1 && <GroupName row={row} words={words} />}
            <ShareTrack {...{ level, displayed, also, most }} percent={past?.percentOf(row, level)} />
            <CountedShare displayed={displayed} words={words} />
            {also && (
              <span class={styles.small}>
                {` ${words.results['profiles.with']} `}
                <CountedShare displayed={also} words={words} isBrief />
              </span>
            )}
            {printed && (
              <span class={styles.small} data-past={row.id}>
                {!isWide && `${past?.name} `}
                <span lang="fr">{asPrinted(printed, words)}</span>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  ));
}

function alsoOf({ shown }: FigureRow, { also = [] }: Level): DisplayedCount | undefined {
  return shown && also.length > 0 ? displayedSum(shown, also) : undefined;
}

/** The longest bar, by which all are drawn. */
function longestOf({ levels, rows }: Figure, past: AnswersInput['past'], of: Denominator): number {
  const lengths = rows.flatMap((row) =>
    levels.flatMap((level) => [
      lengthOf(displayedCountOf(row, level, of)) + lengthOf(alsoOf(row, level)),
      (past?.percentOf(row, level) ?? 0) / 100,
    ]),
  );
  return Math.max(0.01, ...lengths);
}

/** Names the column to the eyes, where its head is not over it. */
function GroupName({ row, words }: { readonly row: FigureRow; readonly words: ResultsWords }) {
  return (
    <span class={styles.group} aria-hidden="true">
      {row.id === EVERYONE ? words.results['group.together'] : row.name}
    </span>
  );
}

type BelowProps = AnswerTableProps & { readonly rows: readonly FigureRow[] };

function Below({ figure, rows, words, isDated, isWide, past, of, quartilesOf }: BelowProps) {
  const shared = { rows, words, isWide };
  // On a wide page the size is in the head of the column, and of one group alone in the caption.
  const isSized = !isWide && rows.length > 1;
  const notesOf = (row: FigureRow) => {
    const notes = [isSized ? sizeInWords(row, of, isDated, words) : undefined, besideInWords(row, figure, words)];
    return notes.filter((note) => note !== undefined).join(' · ') || undefined;
  };
  return (
    <tbody class={styles.below} role={ROLES.rows}>
      {quartilesOf &&
        words.results['band.quarters'].map((name, place) => (
          <Line key={name} {...shared} name={name} cell={(row) => quartilesOf(row)?.[place]} />
        ))}
      <Line {...shared} cell={notesOf} />
      <Line {...shared} name={past?.name} cell={(row) => past?.cells.get(row.id)?.about || undefined} />
      {figure.rows.map((row) => {
        const rest = past?.cells.get(row.id)?.rest;
        return (
          rest !== undefined && (
            <tr key={row.id} role={ROLES.row} data-past={row.id}>
              <td role={ROLES.cell} />
              <td role={ROLES.cell} colSpan={rows.length}>
                {rest}
              </td>
            </tr>
          )
        );
      })}
      {figure.rows.map(
        (row) =>
          !row.shown && (
            <tr key={row.id} role={ROLES.row} data-group={row.id}>
              <th scope="row" role={ROLES.name}>
                <RowName row={row} />
              </th>
              <td class={styles.hidden} role={ROLES.cell} colSpan={rows.length}>
                <span>{whyHidden(row, words)}</span>
              </td>
            </tr>
          ),
      )}
    </tbody>
  );
}

interface LineProps extends Pick<AnswerTableProps, 'words' | 'isWide'> {
  readonly name?: string | undefined;
  readonly rows: readonly FigureRow[];
  readonly cell: (row: FigureRow) => ComponentChildren;
}

/** A line left out where none of its cells says anything. */
function Line({ name, rows, words, isWide, cell }: LineProps) {
  const cells = rows.map((row) => ({ row, content: cell(row) }));
  if (cells.every(({ content }) => content === undefined)) return null;
  return (
    <tr role={ROLES.row}>
      {name === undefined ? (
        <td role={ROLES.cell} />
      ) : (
        <th scope="row" role={ROLES.name}>
          {name}
        </th>
      )}
      {cells.map(({ row, content }) => (
        <td key={row.id} role={ROLES.cell}>
          {!isWide && rows.length > 1 && content !== undefined && <GroupName row={row} words={words} />}
          {content}
        </td>
      ))}
    </tr>
  );
}
