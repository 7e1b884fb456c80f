import type { Rule } from '../survey/survey-parts.ts';

/** Returns the items that a rule reads. */
export function itemsOf(rule: Rule): readonly string[] {
  if ('item' in rule) return [rule.item];
  if ('answered' in rule) return [rule.answered];
  if ('all' in rule) return rule.all.flatMap(itemsOf);
  if ('any' in rule) return rule.any.flatMap(itemsOf);
  return itemsOf(rule.not);
}
