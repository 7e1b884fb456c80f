import type { Fact, Typology } from '../survey/typology-schema.ts';
import { isImpossible } from '../typology/changes.ts';
import { domainOf } from '../typology/fact-domain.ts';
import type { FactValues } from '../typology/facts.ts';

/** Every combination of facts that answers can give, the typology's `impossible` ones left out. For builds and tests, not for phones. */
export function* everyPoint(typology: Typology, facts: readonly Fact[]): Generator<FactValues> {
  for (const point of combinations(facts)) if (!isImpossible(typology, point)) yield point;
}

/** How many combinations `everyPoint` walks through. */
export function sizeOfSpace(facts: readonly Fact[]): number {
  return facts.reduce((size, fact) => size * domainOf(fact).length, 1);
}

function* combinations([fact, ...rest]: readonly Fact[]): Generator<FactValues> {
  if (!fact) {
    yield {};
    return;
  }
  for (const value of domainOf(fact)) {
    for (const others of combinations(rest)) yield { [fact.id]: value, ...others };
  }
}
