import { itemsOf } from '../answering/rule-items.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { Fact, FactValue } from '../survey/typology-schema.ts';

/** Returns the items that a fact is computed from; their questions are named when it is missing. */
export function inputsOf(fact: Fact): readonly string[] {
  const basis = fact.kind === 'flag' ? [] : (fact.basis ?? []);
  return [...new Set([...basis, ...rulesOf(fact).flatMap(itemsOf)])];
}

/** Returns the rules that make the value of a fact, in order; of a count, one for each row. */
export function rulesOf(fact: Fact): readonly Rule[] {
  switch (fact.kind) {
    case 'flag':
      return [fact.yes, fact.no];
    case 'count':
      return fact.rows.map((item) => ({ item, in: fact.levels }));
    case 'category':
      return fact.cases.flatMap(({ when }) => when ?? []);
    case 'set':
      return fact.members.map(({ when }) => when);
  }
}

/** Returns the values that a fact has names for, which a set holds several of; a count has none. */
export function namesOf(fact: Fact): readonly string[] {
  if (fact.kind === 'count') return [];
  if (fact.kind === 'flag') return ['yes', 'no'];
  return (fact.kind === 'category' ? fact.cases : fact.members).map(({ id }) => id);
}

/** Returns every value that a fact can take, without regard to the others. */
export function domainOf(fact: Fact): readonly FactValue[] {
  if (fact.kind === 'count') return [...fact.rows.keys(), fact.rows.length];
  return fact.kind === 'set' ? subsetsOf(namesOf(fact)) : namesOf(fact);
}

export function subsetsOf(names: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** names.length }, (_, mask) => names.filter((_, bit) => mask & (1 << bit)));
}

/** The same, with the open values that blank items leave. */
export function openDomainOf(fact: Fact): readonly (FactValue | undefined)[] {
  if (fact.kind !== 'count') return [...domainOf(fact), undefined];
  const most = fact.rows.length;
  return Array.from({ length: most + 1 }, (_, from) => from).flatMap((from) =>
    Array.from({ length: most + 1 - from }, (_, blank) => (blank === 0 ? from : { from, to: from + blank })),
  );
}
