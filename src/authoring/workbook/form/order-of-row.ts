import { folded } from '../report/headers.ts';
import type { TableRow } from '../report/table.ts';
import type { FormContext } from './form-context.ts';

/** Reads `randomize=true` in `parameters`, as XLSForm has it, and our column `order`. Other parameters are reported as left out. */
export function orderOf(row: TableRow, { items }: FormContext, takesOrder = true): { readonly order?: 'random' } {
  const written = row.text('parameters');
  const parameters = written === '' ? [] : written.split(/[\s,;]+(?=\w+\s*=)/);
  const own = row.text('our-order');
  const isRandomize = (one: string) => /^randomize\s*=\s*true(\(\))?$/i.test(one.trim());
  const isOwn = /^(random|randomize|hasard|aleatoire|au-hasard)$/.test(folded(own));
  for (const one of parameters)
    if (!isRandomize(one) && !/^randomize\s*=\s*false/i.test(one.trim()))
      row.say('parameters', 'otherwise', 'parameter.dropped', one);
  if (own !== '' && !isOwn) row.say('our-order', 'faulty', 'order.unknown', own);
  if (!isOwn && !parameters.some(isRandomize)) return {};
  const key = isOwn ? 'our-order' : 'parameters';
  if (!takesOrder) row.say(key, 'otherwise', 'order.kind', own || written);
  // A response has its id, which the order is made of, from its first answer on.
  else if ([...items.values()].some(({ kind }) => kind === 'item')) return { order: 'random' };
  else row.say(key, 'otherwise', 'order.first', own || written);
  return {};
}
