import { type Fault, fault } from '../survey/fault.ts';
import type { Condition, Fact, Typology } from '../survey/typology-schema.ts';
import { factsOf } from '../typology/condition.ts';
import { namesOf } from '../typology/fact-domain.ts';

type Facts = ReadonlyMap<string, Fact>;

/** Finds names in criteria, profiles and impossible combinations that do not exist or do not fit their fact, and profiles that could never be named. */
export function typologyFaults(typology: Typology, facts: readonly Fact[]): readonly Fault[] {
  const byId: Facts = new Map(facts.map((fact) => [fact.id, fact]));
  return [
    ...typology.criteria.flatMap((criterion, index) =>
      criterion.facts
        .filter((id) => !byId.has(id))
        .map((id) => fault(`typology.criteria.${index}.facts`, 'no-fact', id)),
    ),
    ...typology.criteria.flatMap(({ id, facts: read, total }, index) => {
      if (!total) return [];
      const path = `typology.criteria.${index}.total`;
      const foreign = total.sum.filter((fact) => byId.has(fact) && !read.includes(fact));
      return [
        ...conditionFaults(byId, { sum: total.sum, atLeast: 0 }, path),
        ...foreign.map((other) => fault(path, 'fact-not-read', id, other)),
      ];
    }),
    ...typology.profiles.flatMap((profile, index) =>
      profileFaults(typology, byId, profile, `typology.profiles.${index}.requires`),
    ),
    ...(typology.impossible ?? []).flatMap((one, index) => conditionFaults(byId, one, `typology.impossible.${index}`)),
    ...compositeFaults(typology),
  ];
}

function compositeFaults({ compositeBelow, criteria }: Typology): readonly Fault[] {
  if (compositeBelow === undefined || compositeBelow <= criteria.length) return [];
  return [fault('typology.compositeBelow', 'composite-above', compositeBelow, criteria.length)];
}

function profileFaults(
  typology: Typology,
  facts: Facts,
  profile: Typology['profiles'][number],
  path: string,
): readonly Fault[] {
  // An empty cell asks nothing of a profile; a profile that asks nothing at all would match every response.
  const silent = Object.keys(profile.requires).length > 0 ? [] : [fault(path, 'nothing-required')];
  const required = Object.entries(profile.requires).flatMap(([id, { when }]) => {
    const at = `${path}.${id}`;
    const criterion = typology.criteria.find((one) => one.id === id);
    if (!criterion) return [fault(at, 'unknown', 'criterion', id)];
    const foreign = [...new Set(factsOf(when))].filter((fact) => facts.has(fact) && !criterion.facts.includes(fact));
    return [...conditionFaults(facts, when, at), ...foreign.map((other) => fault(at, 'fact-not-read', id, other))];
  });
  return [...silent, ...required];
}

function conditionFaults(facts: Facts, condition: Condition, path: string): readonly Fault[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => conditionFaults(facts, part, `${path}.all.${i}`));
  if ('any' in condition) return condition.any.flatMap((part, i) => conditionFaults(facts, part, `${path}.any.${i}`));
  if ('sum' in condition) {
    return condition.sum.flatMap((id) => {
      const fact = facts.get(id);
      if (!fact) return [fault(path, 'no-fact', id)];
      return fact.kind === 'count' ? [] : [fault(path, 'not-summed', id)];
    });
  }
  const fact = facts.get(condition.fact);
  if (!fact) return [fault(path, 'no-fact', condition.fact)];
  if (fact.kind === 'count') return [fault(path, 'is-count', fact.id)];
  if ('equals' in condition !== (fact.kind === 'set')) return [fault(path, 'equals-of-set')];
  const asked = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : condition.equals;
  const known = namesOf(fact);
  return asked.filter((value) => !known.includes(value)).map((value) => fault(path, 'never-is', fact.id, value));
}
