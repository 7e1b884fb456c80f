import type { Fact, Typology } from '../survey/typology-schema.ts';
import { gapOf } from './condition.ts';
import type { FactValue, FactValues } from './facts.ts';
import { nearestProfile } from './typology.ts';

/** One elementary change of the answers, and the profile they would then be nearest to. */
export interface Change {
  readonly fact: string;
  readonly from: FactValue;
  readonly to: FactValue;
  readonly profile: string;
}

/** The elementary changes that lead to another profile, additions and removals alike, in the order of facts. Needs every fact. */
export function oneChangeAway(typology: Typology, facts: readonly Fact[], values: FactValues): readonly Change[] {
  const { profile } = nearestProfile(typology, values);
  return facts.flatMap((fact) => {
    const from = values[fact.id];
    if (from === undefined) return [];
    return neighbours(fact, from).flatMap((to) => {
      const changed = { ...values, [fact.id]: to };
      if (isImpossible(typology, changed)) return [];
      const reached = nearestProfile(typology, changed).profile;
      return reached === profile ? [] : [{ fact: fact.id, from, to, profile: reached }];
    });
  });
}

export function isImpossible(typology: Typology, values: FactValues): boolean {
  return (typology.impossible ?? []).some((combination) => gapOf(combination, values) === 0);
}

function neighbours(fact: Fact, value: FactValue): readonly FactValue[] {
  switch (fact.kind) {
    case 'flag':
      return [value === 'yes' ? 'no' : 'yes'];
    case 'count':
      return [(value as number) + 1, (value as number) - 1].filter((count) => count >= 0 && count <= fact.rows.length);
    case 'category':
      return fact.cases.map((one) => one.id).filter((id) => id !== value);
    case 'set':
      return fact.members.map((member) => toggled(fact.members, value as readonly string[], member.id));
  }
}

function toggled(members: readonly { id: string }[], chosen: readonly string[], id: string): readonly string[] {
  return members.map((member) => member.id).filter((member) => chosen.includes(member) !== (member === id));
}
