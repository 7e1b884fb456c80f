import type { Fault } from '../survey/fault.ts';
import type { Condition, Fact, Typology } from '../survey/typology-schema.ts';
import { factsOf } from '../typology/condition.ts';
import { twinFaults } from './twin-profiles.ts';

type Facts = ReadonlyMap<string, Fact>;

/** Finds names in criteria, profiles and impossible combinations that do not exist or do not fit their fact, and profiles that could never be named. */
export function typologyFaults(typology: Typology, facts: readonly Fact[]): readonly Fault[] {
  const byId: Facts = new Map(facts.map((fact) => [fact.id, fact]));
  return [
    ...typology.criteria.flatMap((criterion, index) =>
      criterion.facts
        .filter((fact) => !byId.has(fact))
        .map((fact) => ({ path: `typology.criteria.${index}.facts`, reason: `no fact "${fact}"` })),
    ),
    ...typology.criteria.flatMap(({ id, facts: read, total }, index) => {
      if (!total) return [];
      const path = `typology.criteria.${index}.total`;
      const foreign = total.sum.filter((fact) => byId.has(fact) && !read.includes(fact));
      return [
        ...conditionFaults(byId, { sum: total.sum, atLeast: 0 }, path),
        ...foreign.map((fact) => ({ path, reason: `criterion "${id}" does not read fact "${fact}"` })),
      ];
    }),
    ...typology.profiles.flatMap((profile, index) =>
      profileFaults(typology, byId, profile, `typology.profiles.${index}.requires`),
    ),
    ...(typology.impossible ?? []).flatMap((one, index) => conditionFaults(byId, one, `typology.impossible.${index}`)),
    ...twinFaults(typology),
    ...compositeFaults(typology),
  ];
}

function compositeFaults({ compositeBelow, criteria }: Typology): readonly Fault[] {
  if (compositeBelow === undefined || compositeBelow <= criteria.length) return [];
  const reason = `${compositeBelow} is above the number of criteria, which is ${criteria.length}: every profile would be composite`;
  return [{ path: 'typology.compositeBelow', reason }];
}

function profileFaults(
  typology: Typology,
  facts: Facts,
  profile: Typology['profiles'][number],
  path: string,
): readonly Fault[] {
  // An empty cell asks nothing of a profile; a profile that asks nothing at all would match every response.
  const silent =
    Object.keys(profile.requires).length > 0
      ? []
      : [{ path, reason: 'it requires nothing: every response would match it' }];
  const required = Object.entries(profile.requires).flatMap(([id, { when }]) => {
    const at = `${path}.${id}`;
    const criterion = typology.criteria.find((one) => one.id === id);
    if (!criterion) return [{ path: at, reason: `no criterion "${id}"` }];
    const foreign = [...new Set(factsOf(when))].filter((fact) => facts.has(fact) && !criterion.facts.includes(fact));
    return [
      ...conditionFaults(facts, when, at),
      ...foreign.map((fact) => ({ path: at, reason: `criterion "${id}" does not read fact "${fact}"` })),
    ];
  });
  return [...silent, ...required];
}

function conditionFaults(facts: Facts, condition: Condition, path: string): readonly Fault[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => conditionFaults(facts, part, `${path}.all.${i}`));
  if ('any' in condition) return condition.any.flatMap((part, i) => conditionFaults(facts, part, `${path}.any.${i}`));
  if ('sum' in condition) {
    return condition.sum.flatMap((id) => {
      const fact = facts.get(id);
      if (!fact) return [{ path, reason: `no fact "${id}"` }];
      return fact.kind === 'count' ? [] : [{ path, reason: `fact "${id}" is not a count and cannot be summed` }];
    });
  }
  const fact = facts.get(condition.fact);
  if (!fact) return [{ path, reason: `no fact "${condition.fact}"` }];
  if (fact.kind === 'count') return [{ path, reason: `fact "${fact.id}" is a count: use "sum"` }];
  if ('equals' in condition !== (fact.kind === 'set'))
    return [{ path, reason: '"equals" is for sets, "is" and "in" for flags and categories' }];
  const asked = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : condition.equals;
  const known = valuesOf(fact);
  return asked
    .filter((value) => !known.includes(value))
    .map((value) => ({ path, reason: `fact "${fact.id}" never is "${value}"` }));
}

function valuesOf(fact: Exclude<Fact, { kind: 'count' }>): readonly string[] {
  if (fact.kind === 'flag') return ['yes', 'no'];
  return (fact.kind === 'category' ? fact.cases : fact.members).map((one) => one.id);
}
