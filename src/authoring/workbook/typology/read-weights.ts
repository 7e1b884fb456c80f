import { toId } from '../form/names.ts';
import { folded } from '../report/headers.ts';
import { isSheetColumn } from '../report/sheet-columns.ts';
import type { Table, TableRow } from '../report/table.ts';
import type { TypologyContext } from './typology-context.ts';

interface QuizWeights {
  readonly weights: readonly object[];
  /** The profiles that its columns name, in their order. */
  readonly profiles: readonly { readonly id: string; readonly written: string }[];
}

const MOST = 3;

/** Reads the sheet `weights`: the points of each option for each profile. A question continues in the rows below whose first cell is empty. */
export function readWeights(table: Table, context: TypologyContext): QuizWeights {
  const columns = table.columns.filter(({ key }) => !isSheetColumn('weights', key));
  const weights: object[] = [];
  let question = '';
  for (const row of table.rows) {
    question = row.code('question') || question;
    const weighted = optionOfRow(row, question, context);
    if (!weighted) continue;
    row.carried();
    // A prepared row that the author left empty.
    if (columns.every((column) => !row.cell(column))) continue;
    const points: Record<string, number> = {};
    for (const column of columns) {
      const cell = row.cell(column);
      if (!cell) continue;
      const number = Number(cell.text.trim().replaceAll('−', '-'));
      if (!Number.isInteger(number) || Math.abs(number) > MOST || cell.kind === 'date')
        row.say(column, 'faulty', 'weight.wrong', cell.text);
      else if (number !== 0) points[toId(column.written)] = number;
    }
    const weight = { ...weighted, points };
    context.rows.set(weight, row);
    weights.push(weight);
  }
  return { weights, profiles: columns.map(({ written }) => ({ id: toId(written), written })) };
}

function optionOfRow(row: TableRow, question: string, { find, questions }: TypologyContext) {
  const found = find(question);
  if (found.kind !== 'item') {
    row.say('question', 'faulty', 'condition.unknown', question, { what: question });
    return undefined;
  }
  const written = row.code('option');
  const options = questions.get(question)?.options ?? [];
  const byLabel = options.filter(({ label }) => Object.values(label).some((text) => folded(text) === folded(written)));
  const option = found.item.options.get(written) ?? (byLabel.length === 1 ? byLabel[0]?.id : undefined);
  if (option === undefined) {
    row.say('option', 'faulty', 'condition.option', written, { what: written, of: question });
    return undefined;
  }
  return { item: found.item.id, option };
}
