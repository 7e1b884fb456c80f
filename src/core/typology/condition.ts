import type { Condition, FactValues } from '../survey/typology-schema.ts';
import { membersOf, numberOf } from './fact-values.ts';

/**
 * Returns the smallest number of elementary changes that would satisfy the condition; 0 when it holds.
 * Elementary: flip a flag, add or take one row of a count, move to another category, add or take one member of a set.
 * The facts it reads must be present.
 */
export function gapOf(condition: Condition, values: FactValues): number {
  if ('all' in condition) return condition.all.reduce((total, part) => total + gapOf(part, values), 0);
  if ('any' in condition) return Math.min(...condition.any.map((part) => gapOf(part, values)));
  if ('sum' in condition) {
    const total = condition.sum.reduce((sum, fact) => sum + numberOf(values, fact), 0);
    return 'atLeast' in condition ? Math.max(0, condition.atLeast - total) : Math.max(0, total - condition.atMost);
  }
  if ('equals' in condition) {
    const members = membersOf(values, condition.fact);
    const extra = members.filter((member) => !condition.equals.includes(member)).length;
    return extra + condition.equals.filter((member) => !members.includes(member)).length;
  }
  const value = values[condition.fact];
  if ('is' in condition) return value === condition.is ? 0 : 1;
  return condition.in.some((one) => one === value) ? 0 : 1;
}

/** Returns the facts that a condition reads. */
export function factsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  return 'sum' in condition ? condition.sum : [condition.fact];
}
