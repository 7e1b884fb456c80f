import type { Condition } from '../../../core/survey/typology-schema.ts';
import { CELL_WORDS } from '../typology/decision-cell.ts';

/** Writes a condition as a cell of the table; `undefined` for one that has no such form. */
export function writeDecisionCell(
  condition: Condition,
  facts: readonly { readonly id: string; readonly kind: string }[],
): string | undefined {
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition;
    const parts = (isAll ? condition.all : condition.any).map((part) => {
      const text = writeDecisionCell(part, facts);
      return text !== undefined && ('all' in part || 'any' in part) ? `(${text})` : text;
    });
    if (parts.length === 0 || parts.includes(undefined)) return undefined;
    return parts.join(isAll ? ' and ' : ' or ');
  }
  if ('sum' in condition) {
    const bound = 'atLeast' in condition ? `≥ ${condition.atLeast}` : `≤ ${condition.atMost}`;
    return `${condition.sum.map(quotedName).join(' + ')} ${bound}`;
  }
  const prefix = facts.length > 1 ? `${quotedName(condition.fact)}: ` : '';
  if ('equals' in condition)
    return `${prefix}exactly ${condition.equals.length === 0 ? 'none' : condition.equals.map(quotedName).join(' + ')}`;
  return prefix + ('is' in condition ? [condition.is] : condition.in).map(quotedName).join(', ');
}

/** An id that reads as a word of the grammar, or as a number, is quoted. */
function quotedName(id: string): string {
  const isWordOfOurs = CELL_WORDS.some((word) => word.test(id));
  return isWordOfOurs || /^\d+$/.test(id) ? `'${id}'` : id;
}
