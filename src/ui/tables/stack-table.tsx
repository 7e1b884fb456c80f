import type { ComponentChildren } from 'preact';
import { hrefTo } from '../address/routes.ts';
import { asPrinted } from '../past/past-line.tsx';
import { unbroken } from '../past/unbroken.ts';
import { besideInWords, notAskedInWords } from '../results/beside.ts';
import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './figure.module.css';
import { sizeInWords } from './group-size.ts';
import type { FigurePast, PastCells } from './past-lines.tsx';
import { CountedShare } from './share-figure.tsx';
import { PastStrip, Stack } from './stack.tsx';

export interface FigureTableProps {
  readonly figure: Figure;
  readonly caption: string;
  readonly words: ResultsWords;
  /** The day of a group is shown, because it is not that of the page. */
  readonly isDated: boolean;
  /** There is room for a line a group or an answer. */
  readonly isWide: boolean;
  readonly past: FigurePast | undefined;
}

/**
 * Draws one bar for each group or row of a matrix, cut into its levels. The numbers are on the same line where there is room, and under
 * the bar elsewhere.
 */
export function StackTable(props: FigureTableProps) {
  const { figure, caption, words, isWide } = props;
  const { levels, rows } = figure;
  const hasBlanks = isWide && rows.some(({ shown }) => shown?.beside?.blank !== undefined);
  const isOfRows = rows.some(({ address }) => address !== undefined);
  return (
    <table class={`data-table ${styles.table} ${isWide ? styles.levels : styles.stack}`} data-figure="stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {isWide && (
            <>
              <th scope="col">{words.results[isOfRows ? 'table.row' : 'who.group']}</th>
              {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: no header can have the focus */}
              <th scope="col" aria-hidden="true" />
            </>
          )}
          {levels.map((level) => (
            <th key={level.id} scope="col">
              <span class={styles.key} data-tone={level.tone} aria-hidden="true" />
              {level.label}
            </th>
          ))}
          {isWide && <th scope="col">{words.results['table.size']}</th>}
          {hasBlanks && <th scope="col">{words.results['table.blank']}</th>}
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.id} data-group={row.id}>
          {isWide ? <WideRow {...props} row={row} hasBlanks={hasBlanks} /> : <NarrowRows {...props} row={row} />}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = FigureTableProps & { readonly row: FigureRow };

function WideRow({
  figure: { levels },
  row,
  words,
  isDated,
  past,
  hasBlanks,
}: RowProps & { readonly hasBlanks: boolean }) {
  const { shown, asOf } = row;
  const blank = shown?.beside?.blank;
  const rest = hasBlanks ? 2 : 1;
  const before = past?.cells.get(row.id);
  return (
    <>
      <tr>
        <th scope="row">
          <RowName row={row} />
          {isDated && asOf !== undefined && <span class={styles.small}> {words.date(asOf)}</span>}
          {shown && <span class={styles.small}>{notAskedInWords(shown, words)}</span>}
        </th>
        {shown && (
          <td aria-hidden="true">
            <Stack levels={levels} row={row} />
            <PastStrip levels={levels} row={row} percentOf={past?.percentOf} />
          </td>
        )}
        <Numbers levels={levels} row={row} words={words} columns={levels.length + 1 + rest} />
        {shown && <td>{words.number(shown.base)}</td>}
        {shown && hasBlanks && <td>{blank === undefined ? '–' : words.number(blank)}</td>}
      </tr>
      {before && Object.keys(before.cells).length > 0 && (
        <tr class={styles.past} data-past={row.id}>
          <th scope="row" colSpan={2}>
            {past?.name} <span>{before.about}</span>
          </th>
          <PastNumbers {...{ levels, words }} cells={before.cells} />
          <td colSpan={rest} />
        </tr>
      )}
      <Foot class={styles.below} columns={levels.length + 2 + rest} past={row.id}>
        {before?.rest}
      </Foot>
    </>
  );
}

function NarrowRows({ figure, row, words, isDated, past }: RowProps) {
  const { levels } = figure;
  const columns = levels.length;
  const size = sizeInWords(row, 'respondents', isDated, words);
  const before = past?.cells.get(row.id);
  return (
    <>
      <tr class={styles.name}>
        <th scope="rowgroup" colSpan={columns}>
          <RowName row={row} />{' '}
          {size !== undefined && (
            <span class={styles.base}>
              {[size, besideInWords(row, figure, words)].filter((said) => said !== undefined).join(' · ')}
            </span>
          )}
          <Stack levels={levels} row={row} />
          <PastStrip levels={levels} row={row} percentOf={past?.percentOf} />
        </th>
      </tr>
      <tr>
        <Numbers levels={levels} row={row} words={words} columns={columns} />
      </tr>
      {before && Object.keys(before.cells).length > 0 && (
        <>
          <tr class={styles.foot} data-past={row.id}>
            <th scope="rowgroup" colSpan={columns}>
              {past?.name} {before.about}
            </th>
          </tr>
          <tr class={styles.before} data-past={row.id}>
            <PastNumbers {...{ levels, words }} cells={before.cells} />
          </tr>
        </>
      )}
      <Foot columns={columns} past={row.id}>
        {before?.rest}
      </Foot>
    </>
  );
}

interface NumbersProps extends Pick<RowProps, 'row' | 'words'> {
  readonly levels: Figure['levels'];
  readonly columns: number;
}

/** The number of each level, or why the group is not shown. */
function Numbers({ levels, row, words, columns }: NumbersProps) {
  if (!row.shown)
    return (
      <td class={styles.hidden} colSpan={columns}>
        <span>{whyHidden(row, words)}</span>
      </td>
    );
  return (
    <>
      {levels.map((level) => (
        <td key={level.id}>
          <CountedShare displayed={displayedCountOf(row, level, 'respondents')} words={words} />
        </td>
      ))}
    </>
  );
}

export function RowName({ row: { name, address } }: { readonly row: FigureRow }) {
  const label = unbroken(name);
  return address === undefined ? label : <a href={hrefTo({ screen: 'results', block: address })}>{label}</a>;
}

interface PastNumbersProps extends Pick<NumbersProps, 'levels' | 'words'> {
  readonly cells: PastCells['cells'];
}

function PastNumbers({ levels, words, cells }: PastNumbersProps) {
  return (
    <>
      {levels.map(({ id }) => (
        <td key={id} lang="fr">
          {cells[id] && asPrinted(cells[id], words)}
        </td>
      ))}
    </>
  );
}

interface FootProps {
  readonly class?: string | undefined;
  readonly columns: number;
  readonly past?: string;
  readonly children: ComponentChildren;
}

/** A line under the numbers of a group; nothing where it says nothing. */
function Foot({ class: given = styles.foot, columns, past, children }: FootProps) {
  if (children === undefined) return null;
  return (
    <tr class={given} data-past={past}>
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
