import { folded } from '../report/headers.ts';
import { cellPlace, type TableRow, textAt } from '../report/table.ts';
import type { FormContext, Json } from './form-context.ts';

/** Reads `randomize=true` in `parameters`, as XLSForm has it, and our column `order`. Other parameters are said to be left out. */
export function orderOf(row: TableRow, context: FormContext, takesOrder = true): Json {
  const { report } = context.reading;
  const written = textAt(row, 'parameters');
  const parameters = written === '' ? [] : written.split(/[\s,;]+(?=\w+\s*=)/);
  const own = textAt(row, 'our-order');
  const isRandomize = (one: string) => /^randomize\s*=\s*true(\(\))?$/i.test(one.trim());
  const isOwn = /^(random|randomize|hasard|aleatoire|au-hasard)$/.test(folded(own));
  for (const one of parameters)
    if (!isRandomize(one) && !/^randomize\s*=\s*false/i.test(one.trim()))
      report.say(cellPlace(row, 'parameters'), 'otherwise', 'parameter.dropped', one);
  if (own !== '' && !isOwn) report.say(cellPlace(row, 'our-order'), 'faulty', 'order.unknown', own);
  if (!isOwn && !parameters.some(isRandomize)) return {};
  const place = cellPlace(row, isOwn ? 'our-order' : 'parameters');
  if (!takesOrder) report.say(place, 'otherwise', 'order.kind', own || written);
  // A response has its id, which the order is made of, from its first answer on.
  else if ([...context.items.values()].some(({ kind }) => kind === 'item')) return { order: 'random' };
  else report.say(place, 'otherwise', 'order.first', own || written);
  return {};
}
