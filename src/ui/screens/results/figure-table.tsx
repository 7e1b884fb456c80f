import type { Denominator } from '../../results/displayed-count.ts';
import type { Figure, FigureInput, FigureRow } from '../../results/figure.ts';
import type { Block } from '../../results/outline.ts';
import { BarTable } from '../../tables/bar-table.tsx';
import { GroupTable } from '../../tables/group-table.tsx';
import { LevelsTable } from '../../tables/levels-table.tsx';
import { mostColumns, OptionsTable } from '../../tables/options-table.tsx';
import { pastCellsOf, pastLinesOf, pastPercentOf } from '../../tables/past-lines.tsx';
import { Quartiles, quartilesOf } from '../../tables/quartiles.tsx';
import { StackTable } from '../../tables/stack-table.tsx';

interface FigureTableProps {
  readonly block: Block;
  readonly input: FigureInput;
  readonly figure: Figure;
  readonly of: Denominator;
  readonly caption: string;
  readonly isDated: boolean;
  readonly isDense: boolean;
  /** So many parts of it are drawn. */
  readonly drawn: number;
}

/** The parts that are drawn one at a time. The answers of groups are the only figure with more elements than a slow phone draws at once. */
export function partsOf({ shape, levels }: Figure, isDense: boolean): number {
  return shape === 'grouped' && !isDense ? levels.length : 1;
}

/** The table that is the figure: one line an answer or a group where there is room, else one block each under another. */
export function FigureTable({ block, input, figure, of, caption, isDated, isDense, drawn }: FigureTableProps) {
  const { past, words } = input;
  // A past study counted citations and a wave respondents: its numbers are shown with shares of the same.
  const isCompared = block.kind !== 'multiple' || (of === 'citations') !== (past?.wave === true);
  const percentOf = isCompared ? pastPercentOf(block, input) : undefined;
  const given = { figure, words, isDated, caption, percentOf };
  const ofNumber = block.kind === 'number' ? { question: block.question, figure, words } : undefined;
  const compared = {
    pastCells: isCompared ? pastCellsOf(block, figure, input) : undefined,
    pastName: past && words.past['past.study'](past.year),
  };
  if (isDense && figure.shape === 'stack') return <LevelsTable {...given} {...compared} />;
  if (isDense && figure.rows.length <= mostColumns(figure))
    return (
      <OptionsTable
        {...given}
        {...compared}
        of={of}
        {...(ofNumber && { quartilesOf: (row) => quartilesOf({ ...ofNumber, row }) })}
      />
    );
  const lines = isCompared ? pastLinesOf(block, figure, input) : undefined;
  switch (figure.shape) {
    case 'stack':
      return <StackTable {...given} {...compared} />;
    case 'grouped':
      return <GroupTable {...{ block, input, figure, caption, isDated, drawn }} />;
    case 'bars':
      return (
        <BarTable
          {...given}
          past={lines}
          of={of}
          {...(ofNumber && { under: (row: FigureRow) => <Quartiles {...ofNumber} row={row} /> })}
        />
      );
  }
}
