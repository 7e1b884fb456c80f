import { holds, itemsOf } from '../answering/rule.ts';
import type { PossibleAnswers } from '../survey/answers.ts';
import type { Fact } from '../survey/typology-schema.ts';

/** "yes" or "no" for a flag, a number for a count, a case id for a category, member ids in file order for a set. */
export type FactValue = number | string | readonly string[];

/** A fact whose inputs are unanswered is absent: missing is never "no". */
export type FactValues = Readonly<Record<string, FactValue>>;

/** The count of rows that a fact holds. Throws for any other fact, and for an absent one. */
export function numberOf(values: FactValues, fact: string): number {
  const value = values[fact];
  if (typeof value !== 'number') throw new Error(`the fact ${fact} holds no count`);
  return value;
}

/** The members that a set holds. Throws for any other fact, and for an absent one. */
export function membersOf(values: FactValues, fact: string): readonly string[] {
  const value = values[fact];
  if (typeof value !== 'object') throw new Error(`the fact ${fact} holds no set`);
  return value;
}

/** Takes the answers of the path, not those of the draft. */
export function factsFrom(facts: readonly Fact[], answers: PossibleAnswers): FactValues {
  const values: Record<string, FactValue> = {};
  for (const fact of facts) {
    const value = readFact(fact, answers);
    if (value !== undefined) values[fact.id] = value;
  }
  return values;
}

function readFact(fact: Fact, answers: PossibleAnswers): FactValue | undefined {
  if (fact.kind === 'flag') return holds(fact.yes, answers) ? 'yes' : holds(fact.no, answers) ? 'no' : undefined;
  const basis = fact.kind === 'count' ? (fact.basis ?? fact.rows) : fact.basis;
  if (!basis.some((item) => answers[item] !== undefined)) return undefined;
  switch (fact.kind) {
    case 'count':
      return fact.rows.filter((row) => fact.levels.includes(String(answers[row]))).length;
    case 'category':
      return fact.cases.find((one) => !one.when || holds(one.when, answers))?.id;
    case 'set':
      return fact.members.filter((member) => holds(member.when, answers)).map((member) => member.id);
  }
}

/** The items a fact is computed from: whose questions to name when it is missing. */
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

/** Every value a fact can take, alone. */
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
