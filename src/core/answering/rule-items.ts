import type { Rule } from '../survey/survey-parts.ts';

/** A rule, or a part of one, that reads one item. */
export type Leaf = Extract<Rule, { readonly item: string } | { readonly answered: string }>;

export function leavesOf(rule: Rule): readonly Leaf[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf);
  if ('any' in rule) return rule.any.flatMap(leavesOf);
  return 'not' in rule ? leavesOf(rule.not) : [rule];
}

export function itemReadBy(leaf: Leaf): string {
  return 'item' in leaf ? leaf.item : leaf.answered;
}

/** Returns the items that a rule reads. */
export function itemsOf(rule: Rule): readonly string[] {
  return leavesOf(rule).map(itemReadBy);
}
