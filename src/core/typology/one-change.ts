import type { Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { completed, isImpossible, isOpen, openCriteria } from './decided.ts';
import { namesOf } from './fact-domain.ts';
import { membersOf, numberOf } from './fact-values.ts';
import { nearestProfile } from './typology.ts';

/** One elementary change of the answers, and the profile they would then be nearest to. */
interface Change {
  readonly fact: string;
  readonly to: FactValue;
  readonly profile: string;
}

/** Returns the elementary changes after which another profile is named alone, by the order of facts. Needs every criterion. */
export function oneChangeFromAnother(
  typology: Typology,
  facts: readonly Fact[],
  values: FactValues,
): readonly Change[] {
  const here = nearestProfile(typology, completed(facts, values));
  return facts.flatMap((fact) => {
    // The effect of one change on an open fact is unknown.
    if (isOpen(values[fact.id])) return [];
    return neighbours(fact, values).flatMap((to) => {
      const changed = { ...values, [fact.id]: to };
      if (isImpossible(typology, changed)) return [];
      if (openCriteria(typology, facts, changed).length > 0) return [];
      const { outcome, profile } = nearestProfile(typology, completed(facts, changed));
      const isNamed = outcome === 'near' && (here.outcome !== 'near' || profile !== here.profile);
      return isNamed ? [{ fact: fact.id, to, profile }] : [];
    });
  });
}

function neighbours(fact: Fact, values: FactValues): readonly FactValue[] {
  const names = namesOf(fact);
  if (fact.kind === 'count') {
    const held = numberOf(values, fact.id);
    return [held + 1, held - 1].filter((count) => count >= 0 && count <= fact.rows.length);
  }
  if (fact.kind !== 'set') return names.filter((name) => name !== values[fact.id]);
  const held = membersOf(values, fact.id);
  return names.map((toggled) => names.filter((name) => held.includes(name) !== (name === toggled)));
}
