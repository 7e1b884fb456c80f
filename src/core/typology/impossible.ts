import type { Typology } from '../survey/typology-schema.ts';
import { factsOf, gapOf } from './condition.ts';
import { isOpen } from './decided.ts';
import type { FactValues } from './facts.ts';

/** Returns whether a combination of facts is declared impossible. An absent or open fact never makes it so. */
export function isImpossible(typology: Typology, values: FactValues): boolean {
  return (typology.impossible ?? []).some(
    (combination) => !factsOf(combination).some((fact) => isOpen(values[fact])) && gapOf(combination, values) === 0,
  );
}
