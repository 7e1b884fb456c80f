import { hrefTo } from '../address/routes.ts';
import { unbroken } from '../past/unbroken.ts';
import { notAskedInWords } from '../results/beside.ts';
import { displayedCountOf, whyHidden } from '../results/displayed-count.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { typeset } from '../words/typeset.ts';
import '../elements/data-table.css';
import dense from './dense.module.css';
import styles from './figure.module.css';
import type { PastCells, PastPercentOf } from './past-lines.tsx';
import { CountedShare } from './share-figure.tsx';
import { PastStrip, Stack } from './stack.tsx';

export interface DenseProps {
  readonly figure: Figure;
  readonly caption: string;
  readonly words: ResultsWords;
  readonly isDated: boolean;
  readonly pastCells: ((row: FigureRow) => PastCells | undefined) | undefined;
  readonly percentOf: PastPercentOf | undefined;
  /** How the past study is named, with its year. */
  readonly pastName: string | undefined;
}

/** One line a group or a row of a matrix: its bar, its levels in columns, and a thin line of what a past study printed. */
export function LevelsTable({ figure, caption, words, isDated, pastCells, percentOf, pastName }: DenseProps) {
  const { levels, rows } = figure;
  const hasBeside = rows.some(({ shown }) => shown?.beside?.blank !== undefined);
  const isOfRows = rows.some(({ address }) => address !== undefined);
  const columns = levels.length + (hasBeside ? 4 : 3);
  return (
    <table class={`data-table ${styles.table} ${dense.levels}`} data-figure="stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.results[isOfRows ? 'table.row' : 'who.group']}</th>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: no header can have the focus */}
          <th scope="col" aria-hidden="true" />
          {levels.map((level) => (
            <th key={level.id} scope="col">
              <span class={styles.key} data-tone={level.tone} aria-hidden="true" />
              {level.label}
            </th>
          ))}
          <th scope="col">{words.results['table.size']}</th>
          {hasBeside && <th scope="col">{words.results['table.blank']}</th>}
        </tr>
      </thead>
      {rows.map((row) => {
        const before = pastCells?.(row);
        return (
          <tbody key={row.id} data-group={row.id}>
            <tr>
              <th scope="row">
                <RowName row={row} />
                {isDated && row.asOf !== undefined && <span class={styles.small}> {words.date(row.asOf)}</span>}
                {row.shown && <span class={styles.small}>{notAskedInWords(row.shown, words)}</span>}
              </th>
              {row.shown ? (
                <>
                  <td aria-hidden="true">
                    <Stack levels={levels} row={row} />
                    <PastStrip levels={levels} row={row} percentOf={percentOf} />
                  </td>
                  {levels.map((level) => {
                    const displayed = displayedCountOf(row, level, 'respondents');
                    return (
                      <td key={level.id}>
                        <CountedShare displayed={displayed} words={words} />
                      </td>
                    );
                  })}
                  <td>{words.number(row.shown.base)}</td>
                  {hasBeside && <td>{blankOf(row, words)}</td>}
                </>
              ) : (
                <td class={styles.hidden} colSpan={columns - 1}>
                  <span>{whyHidden(row, words)}</span>
                </td>
              )}
            </tr>
            {before && Object.keys(before.cells).length > 0 && (
              <tr class={dense.past} data-past={row.id}>
                <th scope="row" colSpan={2}>
                  {pastName} <span>{before.about}</span>
                </th>
                {levels.map(({ id }) => (
                  <td key={id} lang="fr">
                    {typeset(before.cells[id]?.published ?? '', 'fr')}
                  </td>
                ))}
                <td colSpan={columns - levels.length - 2} />
              </tr>
            )}
            {before?.rest !== undefined && (
              <tr class={dense.below} data-past={row.id}>
                <td colSpan={columns}>{before.rest}</td>
              </tr>
            )}
          </tbody>
        );
      })}
    </table>
  );
}

export function RowName({ row: { name, address } }: { readonly row: FigureRow }) {
  const label = unbroken(name);
  return address === undefined ? label : <a href={hrefTo({ screen: 'results', block: address })}>{label}</a>;
}

function blankOf({ shown }: FigureRow, words: ResultsWords): string {
  const blank = shown?.beside?.blank;
  return blank === undefined ? '–' : words.number(blank);
}
