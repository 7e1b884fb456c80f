import { useMemo } from 'preact/hooks';
import { EVERYONE } from '../../core/results/everyone.ts';
import { RowBarsLater } from '../chart/row-bars-later.tsx';
import { besideInWords } from '../results/beside.ts';
import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureInput, FigureRow } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import type { Block } from '../results/outline.ts';
import '../elements/data-table.css';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';
import { pastAtOf } from './past-lines.tsx';
import type { PastOf } from './past-row.tsx';
import type { TableProps } from './row-foot.tsx';
import { sizeInWords } from './row-head.tsx';
import { lengthOf, Share } from './share-figure.tsx';

const COLUMNS = 4;

interface GroupTableProps extends Pick<TableProps, 'figure' | 'caption' | 'isDated'> {
  readonly block: Block;
  readonly input: FigureInput;
  /** So many answers are drawn; after them, the sizes of the groups. */
  readonly drawn: number;
}

/** One answer after another, each with a bar for each group: what one reads to tell the types apart. */
export function GroupTable({ block, input, figure, caption, isDated, drawn }: GroupTableProps) {
  const { levels, rows } = figure;
  const { words } = input;
  const text = words.results;
  const answers = useMemo(() => answersOf(block, figure, input), [block, figure, input]);
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
      {answers.slice(0, drawn)}
      {/* Last, so that the bars are on the first screen. */}
      {drawn > levels.length && (
        <tbody>
          {rows.map((row) => (
            <Size key={row.id} row={row} isDated={isDated} figure={figure} words={words} />
          ))}
        </tbody>
      )}
    </table>
  );
}

/** The answers as elements, which are the same at each step: Preact then leaves those that it has drawn. */
function answersOf(block: Block, { levels, rows }: Figure, input: FigureInput) {
  const { words } = input;
  const pastAt = pastAtOf(block, input);
  const shown = rows.filter((row) => row.shown);
  const bars = levels.map((level) => shown.map((row) => lengthOf(displayedCountOf(row, level, 'respondents'))));
  const most = Math.max(0.01, ...bars.flat());
  return levels.map((level, place) => (
    <Answer key={level.id} {...{ level, rows, shown, most, words }} bars={bars[place] ?? []} past={pastAt?.(level)} />
  ));
}

interface AnswerProps {
  readonly level: Level;
  readonly rows: readonly FigureRow[];
  readonly shown: readonly FigureRow[];
  readonly bars: readonly number[];
  readonly most: number;
  readonly past: PastOf | undefined;
  readonly words: ResultsWords;
}

function Answer({ level, rows, shown, bars, most, past, words }: AnswerProps) {
  return (
    <tbody data-level={level.id}>
      <tr class={styles.name}>
        <th scope="rowgroup" colSpan={COLUMNS}>
          {level.label}
        </th>
      </tr>
      {shown.map((row, index) => {
        const displayed = displayedCountOf(row, level, 'respondents');
        return (
          <tr key={row.id} data-group={row.id} data-bar="">
            <th scope="row">{row.id === EVERYONE ? words.results['group.together'] : row.name}</th>
            {index === 0 && (
              <td class={styles.canvas} rowSpan={shown.length} aria-hidden="true">
                <RowBarsLater values={bars} most={most} />
              </td>
            )}
            <td>
              <Share displayed={displayed} words={words} />
            </td>
            <td>{displayed ? words.number(displayed.count) : '–'}</td>
          </tr>
        );
      })}
      <PastOfLevel rows={rows} past={past} />
    </tbody>
  );
}

type SizeProps = Pick<TableProps, 'figure' | 'words' | 'isDated'> & { readonly row: FigureRow };

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
