import type { FactValues } from './facts.ts';

/** The count of rows that a fact holds. Throws for any other fact, and for an absent one. */
export function numberOf(values: FactValues, fact: string): number {
  const value = values[fact];
  if (typeof value !== 'number') throw new Error(`the fact ${fact} holds no count`);
  return value;
}

/** The members that a set holds. Throws for any other fact, and for an absent one. */
export function membersOf(values: FactValues, fact: string): readonly string[] {
  const value = values[fact];
  if (typeof value !== 'object') throw new Error(`the fact ${fact} holds no set`);
  return value;
}
