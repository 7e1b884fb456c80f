import { csvLine } from '../../core/answering/csv-line.ts';
import { LONG_COLUMNS, longTable, PROFILE_ITEM } from '../../core/results/long-table.ts';
import type { FigureInput } from './figure.ts';
import type { Block } from './outline.ts';

/** The published numbers of a block, of all its groups, by ids: the lines that the package of tables has of it. */
export function csvOf(block: Block, { results, past }: Pick<FigureInput, 'results' | 'past'>): string {
  const items = itemsOf(block);
  const rows = longTable(results, past).filter(({ item }) => items.includes(String(item)));
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
