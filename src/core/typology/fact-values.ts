import type { FactValue, FactValues, Span } from '../survey/typology-schema.ts';

export function isSpan(value: FactValue | undefined): value is Span {
  return typeof value === 'object' && 'from' in value;
}

/** Returns the value of a count. Throws for any other fact, for an absent one, and for one that blank rows leave open. */
export function numberOf(values: FactValues, fact: string): number {
  const value = values[fact];
  if (typeof value !== 'number') throw new Error(`the fact ${fact} holds no count`);
  return value;
}

/** Returns the least and the greatest value of a count; they are equal if no row is blank. Throws for any other fact. */
export function spanOf(values: FactValues, fact: string): Span {
  const value = values[fact];
  if (isSpan(value)) return value;
  const count = numberOf(values, fact);
  return { from: count, to: count };
}

/** Returns the members of a set. Throws for any other fact, and for an absent one. */
export function membersOf(values: FactValues, fact: string): readonly string[] {
  const value = values[fact];
  if (typeof value !== 'object' || isSpan(value)) throw new Error(`the fact ${fact} holds no set`);
  return value;
}
