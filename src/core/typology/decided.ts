import { allOf, anyOf, type Truth } from '../answering/three-valued.ts';
import type { Condition, Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { factsOf, gapOf } from './condition.ts';
import { domainOf } from './fact-domain.ts';
import { isSpan } from './fact-values.ts';

/** The possible values of each fact. */
type Possible = ReadonlyMap<string, readonly FactValue[]>;

/** Returns whether blank rows leave the fact's value open. */
export function isOpen(value: FactValue | undefined): boolean {
  return value === undefined || isSpan(value);
}

/** Returns the criteria that their facts leave open for some profile. */
export function openCriteria(typology: Typology, facts: readonly Fact[], values: FactValues): Typology['criteria'] {
  return typology.criteria.filter(({ id, facts: read }) => {
    if (!read.some((fact) => isOpen(values[fact]))) return false;
    if (typology.blankRows !== 'missing') return true;
    const own = facts.filter((fact) => read.includes(fact.id));
    const possible = new Map(own.map((fact) => [fact.id, possibleOf(fact, values[fact.id])]));
    return typology.profiles.some(({ requires: { [id]: required } }) => {
      return required && truthOf(required.when, possible) === undefined;
    });
  });
}

/** Returns the facts with some possible value for each open one. If every criterion is decided, any value gives the same result. */
export function completed(facts: readonly Fact[], values: FactValues): FactValues {
  const least = facts.map((fact) => [fact.id, possibleOf(fact, values[fact.id])[0] ?? 0] as const);
  return facts.some(({ id }) => isOpen(values[id])) ? Object.fromEntries(least) : values;
}

/** Returns every value that an open fact can have, the least of a count first. */
export function possibleOf(fact: Fact, value: FactValue | undefined): readonly FactValue[] {
  if (value === undefined) return domainOf(fact);
  if (!isSpan(value)) return [value];
  return Array.from({ length: value.to - value.from + 1 }, (_, more) => value.from + more);
}

/** Returns whether the condition holds for every possible value of the facts. */
function truthOf(condition: Condition, possible: Possible): Truth {
  if ('all' in condition) return allOf(condition.all.map((part) => truthOf(part, possible)));
  if ('any' in condition) return anyOf(condition.any.map((part) => truthOf(part, possible)));
  if ('sum' in condition) {
    const counts = condition.sum.map((fact) => (possible.get(fact) ?? []).map(Number));
    const least = counts.reduce((sum, some) => sum + Math.min(...some), 0);
    const most = counts.reduce((sum, some) => sum + Math.max(...some), 0);
    const ends = [least, most].map((total) =>
      'atLeast' in condition ? total >= condition.atLeast : total <= condition.atMost,
    );
    return ends[0] === ends[1] ? ends[0] : undefined;
  }
  const { fact } = condition;
  const truths = (possible.get(fact) ?? []).map((value) => gapOf(condition, { [fact]: value }) === 0);
  return truths.every((truth) => truth === truths[0]) ? truths[0] : undefined;
}

/** Returns whether a combination of facts is declared impossible. An absent or open fact never makes it so. */
export function isImpossible(typology: Typology, values: FactValues): boolean {
  return (typology.impossible ?? []).some(
    (combination) => !factsOf(combination).some((fact) => isOpen(values[fact])) && gapOf(combination, values) === 0,
  );
}
