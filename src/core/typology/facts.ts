import { holds } from '../answering/rule.ts';
import type { PossibleAnswers } from '../survey/answers.ts';
import type { Fact } from '../survey/typology-schema.ts';

/** "yes" or "no" for a flag, a number for a count, a case id for a category, member ids in file order for a set. */
export type FactValue = number | string | readonly string[];

/** A fact whose inputs are unanswered is absent: missing is never "no". */
export type FactValues = Readonly<Record<string, FactValue>>;

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
