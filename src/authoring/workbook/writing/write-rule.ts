import type { Rule } from '../../../core/survey/survey-parts.ts';
import type { ConditionItem } from '../form/condition-rule.ts';

/** Writes a rule in XLSForm's syntax; `undefined` if XLSForm cannot express it. `kindOf` says how an item is compared. */
export function writeRule(rule: Rule, kindOf: (item: string) => ConditionItem['kind'] | undefined): string | undefined {
  const isParts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : undefined;
  if (isParts) {
    if (isParts.length === 0) return 'all' in rule ? 'true()' : undefined;
    const word = 'all' in rule ? ' and ' : ' or ';
    const parts = isParts.map((part) => {
      const text = writeRule(part, kindOf);
      const isJoined = 'all' in part || 'any' in part || ('in' in part && part.in.length > 1);
      return text !== undefined && isJoined ? `(${text})` : text;
    });
    return parts.some((part) => part === undefined) ? undefined : parts.join(word);
  }
  if ('not' in rule) {
    const inside = writeRule(rule.not, kindOf);
    return inside === undefined ? undefined : `not(${inside})`;
  }
  if ('answered' in rule) return `\${${rule.answered}} != ''`;
  const { item } = rule as { readonly item: string };
  const named = `\${${item}}`;
  if ('atLeast' in rule) return `${named} >= ${rule.atLeast}`;
  if ('atMost' in rule) return `${named} <= ${rule.atMost}`;
  if ('chosen' in rule) return `count-selected(${named}) >= ${rule.chosen.atLeast}`;
  const is = (option: string) =>
    kindOf(item) === 'multiple' ? `selected(${named}, '${option}')` : `${named} = '${option}'`;
  if ('is' in rule) return is(rule.is);
  return 'in' in rule ? rule.in.map(is).join(' or ') : undefined;
}
