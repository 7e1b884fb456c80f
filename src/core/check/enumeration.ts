import type { Fact, Typology } from '../survey/typology-schema.ts';
import { gapOf } from '../typology/condition.ts';
import { domainOf } from '../typology/fact-domain.ts';
import type { FactValue, FactValues } from '../typology/facts.ts';

/** Yields every combination of facts that answers can give, without the typology's `impossible` ones. For builds and tests, not for phones. */
export function* everyPoint(typology: Typology, facts: readonly Fact[]): Generator<FactValues> {
  // Every fact has a value here: `isImpossible` would look at each point for the ones that are open.
  const { impossible = [] } = typology;
  for (const point of combinations(facts)) if (!impossible.some((one) => gapOf(one, point) === 0)) yield point;
}

/** Returns how many combinations `everyPoint` visits. */
export function sizeOfSpace(facts: readonly Fact[]): number {
  return facts.reduce((size, fact) => size * domainOf(fact).length, 1);
}

/** Enumerates like an odometer, the last fact fastest: allocates one object for each point. */
function* combinations(facts: readonly Fact[]): Generator<FactValues> {
  const wheels = facts.map((fact) => ({ id: fact.id, values: domainOf(fact), at: 0 }));
  for (let turned = wheels.length; turned >= 0; ) {
    const point: Record<string, FactValue> = {};
    for (const { id, values, at } of wheels) {
      const value = values[at];
      if (value !== undefined) point[id] = value;
    }
    yield point;
    for (turned = wheels.length - 1; turned >= 0; turned--) {
      const wheel = wheels[turned];
      if (!wheel) continue;
      wheel.at = (wheel.at + 1) % wheel.values.length;
      if (wheel.at > 0) break;
    }
  }
}
