import { type Fault, fault } from '../survey/fault.ts';
import type { Condition, Fact, FactValue, Typology } from '../survey/typology-schema.ts';
import { factsOf, gapOf } from '../typology/condition.ts';
import { sizeOfSpace } from '../typology/every-point.ts';
import { domainOf } from '../typology/fact-domain.ts';

/** The largest space of facts that is searched to prove that every profile can be reached. */
const LARGEST_SPACE = 2_000_000;

/** Finds profiles that no answers satisfy on every criterion. */
export function profileReachFaults(typology: Typology, facts: readonly Fact[]): readonly Fault[] {
  const size = sizeOfSpace(facts);
  if (size > LARGEST_SPACE) return [fault('facts', 'too-many-combinations', size, LARGEST_SPACE)];
  return typology.profiles.flatMap(({ requires }, index) => {
    const required = Object.values(requires).map(({ when }) => when);
    if (canBeMet(facts, required, typology.impossible ?? [])) return [];
    return [fault(`typology.profiles.${index}`, 'profile-unreachable')];
  });
}

/**
 * Returns whether some values of the facts meet all that is required and nothing that is impossible. Sets one fact after the other, and
 * goes back as soon as a condition on those that are set fails.
 */
function canBeMet(facts: readonly Fact[], required: readonly Condition[], impossible: readonly Condition[]): boolean {
  const place = new Map(facts.map(({ id }, at) => [id, at]));
  const lastOf = (condition: Condition) => Math.max(0, ...factsOf(condition).map((fact) => place.get(fact) ?? 0));
  const values: Record<string, FactValue> = {};
  const steps = facts.map((fact, at) => ({
    id: fact.id,
    domain: domainOf(fact),
    must: required.filter((one) => lastOf(one) === at),
    mustNot: impossible.filter((one) => lastOf(one) === at),
  }));
  const attempt = (at: number): boolean => {
    const step = steps[at];
    if (!step) return true;
    return step.domain.some((value) => {
      values[step.id] = value;
      const holds =
        step.must.every((one) => gapOf(one, values) === 0) && step.mustNot.every((one) => gapOf(one, values) > 0);
      return holds && attempt(at + 1);
    });
  };
  return attempt(0);
}
