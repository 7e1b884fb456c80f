import type { Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { gapOf } from './condition.ts';
import { domainOf } from './fact-domain.ts';

/** Yields every combination of facts that answers can give, without the typology's `impossible` ones. Not for phones. */
export function* everyPoint(typology: Typology, facts: readonly Fact[]): Generator<FactValues> {
  // Every fact has a value here: `isImpossible` would look at each point for the ones that are open.
  const { impossible = [] } = typology;
  for (const point of combinations(facts.map((fact) => [fact.id, domainOf(fact)])))
    if (!impossible.some((one) => gapOf(one, point) === 0)) yield point;
}

/** Returns how many combinations `everyPoint` visits. */
export function sizeOfSpace(facts: readonly Fact[]): number {
  return facts.reduce((size, fact) => size * domainOf(fact).length, 1);
}

/** Enumerates with the last fact fastest, and allocates one object for each point. */
function* combinations(
  [first, ...rest]: readonly (readonly [fact: string, values: readonly FactValue[]])[],
  point: Record<string, FactValue> = {},
): Generator<FactValues> {
  if (!first) return yield { ...point };
  const [id, values] = first;
  for (const value of values) {
    point[id] = value;
    yield* combinations(rest, point);
  }
}
