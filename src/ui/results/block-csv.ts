import { csvLine } from '../../core/answering/csv-line.ts';
import { PROFILE_ITEM } from '../../core/results/disclosure/shares.ts';
import { LONG_COLUMNS, type LongRow, longTable } from '../../core/results/long-table.ts';
import type { FigureInput } from './figure.ts';
import type { Block } from './outline.ts';

type Numbers = Pick<FigureInput, 'results' | 'survey' | 'past'>;

/** The published numbers of a block, of all its groups, by ids: the lines that the package of tables has of it. */
export function csvOf(block: Block, input: Numbers): string {
  const items = itemsOf(block);
  return csvOfRows(
    longTable(input.results, input.survey, input.past).filter(({ item }) => items.includes(String(item))),
    input,
  );
}

export function csvOfAll(input: Numbers): string {
  return csvOfRows(longTable(input.results, input.survey, input.past), input);
}

function csvOfRows(rows: readonly LongRow[], { results }: Numbers): string {
  // In each line: one that is copied alone says it too.
  const mark = results.demonstration ? (['demonstration'] as const) : [];
  const lines = rows.map((row) =>
    csvLine([...LONG_COLUMNS.map((column) => row[column]), ...mark.map(() => 'yes')], ','),
  );
  return csvLine([...LONG_COLUMNS, ...mark], ',') + lines.join('');
}

function itemsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'single':
    case 'multiple':
    case 'number':
      return [block.question.id];
    case 'row':
      return [block.row.id];
    case 'matrix':
      return block.question.rows.map(({ id }) => id);
    case 'crossing':
      return [`crossing:${block.crossing.id}`];
    case 'profiles':
      return [PROFILE_ITEM];
    default:
      return [];
  }
}
