import { itemsOf } from '../answering/rule-items.ts';
import type { Fact } from '../survey/typology-schema.ts';
import type { FactValue } from './facts.ts';

/** Returns the items that a fact is computed from; their questions are named when it is missing. */
export function inputsOf(fact: Fact): readonly string[] {
  switch (fact.kind) {
    case 'flag':
      return [...itemsOf(fact.yes), ...itemsOf(fact.no)];
    case 'count':
      return [...fact.rows, ...(fact.basis ?? [])];
    case 'category':
      return [...fact.basis, ...fact.cases.flatMap((one) => (one.when ? itemsOf(one.when) : []))];
    case 'set':
      return [...fact.basis, ...fact.members.flatMap((member) => itemsOf(member.when))];
  }
}

/** Returns every value that a fact can take, without regard to the others. */
export function domainOf(fact: Fact): readonly FactValue[] {
  switch (fact.kind) {
    case 'flag':
      return ['yes', 'no'];
    case 'count':
      return Array.from({ length: fact.rows.length + 1 }, (_, count) => count);
    case 'category':
      return fact.cases.map((one) => one.id);
    case 'set':
      return Array.from({ length: 2 ** fact.members.length }, (_, mask) =>
        fact.members.filter((_, bit) => mask & (1 << bit)).map((member) => member.id),
      );
  }
}

/** The same, with the open values that blank items leave. */
export function openDomainOf(fact: Fact): readonly (FactValue | undefined)[] {
  if (fact.kind !== 'count') return [...domainOf(fact), undefined];
  const most = fact.rows.length;
  return Array.from({ length: most + 1 }, (_, from) => from).flatMap((from) =>
    Array.from({ length: most + 1 - from }, (_, blank) => (blank === 0 ? from : { from, to: from + blank })),
  );
}
