import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { folded } from '../report/headers.ts';
import { cellPlace, codeAt, type Table, type TableRow } from '../report/table.ts';
import { OWN_COLUMNS } from './prepared-tables.ts';
import type { TypologyContext } from './typology-context.ts';

export interface WeightsRead {
  readonly weights: readonly Json[];
  /** The profiles that its columns name, in their order. */
  readonly profiles: readonly { readonly id: string; readonly written: string }[];
}

const MOST = 3;

/** Reads the sheet `weights`: what each option brings to each profile. A question continues in the rows below whose first cell is empty. */
export function readWeights(table: Table, context: TypologyContext): WeightsRead {
  const { report } = context.reading;
  const columns = table.columns.filter(({ key }) => !(OWN_COLUMNS.weights as readonly string[]).includes(key));
  const weights: Json[] = [];
  let question = '';
  for (const row of table.rows) {
    question = codeAt(row, 'question', context.reading) || question;
    const weighted = optionOfRow(row, question, context);
    if (!weighted) continue;
    report.carried(table.sheet, row.number);
    // A prepared row that the author left empty.
    if (columns.every(({ place }) => !row.cells[place])) continue;
    const points: Record<string, number> = {};
    for (const column of columns) {
      const cell = row.cells[column.place];
      if (!cell) continue;
      const place = { sheet: table.sheet, row: row.number, column: column.place };
      const number = Number(cell.text.trim().replaceAll('−', '-'));
      if (!Number.isInteger(number) || Math.abs(number) > MOST || cell.kind === 'date')
        report.say(place, 'faulty', 'weight.wrong', cell.text);
      else if (number !== 0) points[toId(column.written)] = number;
    }
    const weight: Json = { ...weighted, points };
    context.rows.set(weight, row);
    weights.push(weight);
  }
  return { weights, profiles: columns.map(({ written }) => ({ id: toId(written), written })) };
}

function optionOfRow(row: TableRow, question: string, { reading, find, questions }: TypologyContext) {
  const { report } = reading;
  const found = find(question);
  if (found.kind !== 'item') {
    report.say(cellPlace(row, 'question'), 'faulty', 'condition.unknown', question, { what: question });
    return undefined;
  }
  const written = codeAt(row, 'option', reading);
  const byName = found.item.options.get(written);
  const options = (questions.get(question)?.options ?? []) as readonly {
    readonly id: string;
    readonly label: LocalText;
  }[];
  const byLabel = options.filter(({ label }) => Object.values(label).some((text) => folded(text) === folded(written)));
  const option = byName ?? (byLabel.length === 1 ? byLabel[0]?.id : undefined);
  if (option === undefined) {
    report.say(cellPlace(row, 'option'), 'faulty', 'condition.option', written, { what: written, of: question });
    return undefined;
  }
  return { item: found.item.id, option };
}
