import type { Rule } from '../survey/survey-parts.ts';
import type { Leaf } from './rule-items.ts';

/** Three-valued logic: `undefined` if blank rows could decide it either way. */
export type Truth = boolean | undefined;

export function allOf(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

export function anyOf(parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

/** Returns the truth of a rule by those of its leaves. */
export function truthOfRule(rule: Rule, truthOf: (leaf: Leaf) => Truth): Truth {
  const truth = (part: Rule) => truthOfRule(part, truthOf);
  if ('all' in rule) return allOf(rule.all.map(truth));
  if ('any' in rule) return anyOf(rule.any.map(truth));
  if (!('not' in rule)) return truthOf(rule);
  const part = truth(rule.not);
  return part === undefined ? undefined : !part;
}
