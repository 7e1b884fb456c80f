import type { Fault } from '../survey/fault.ts';
import type { Fact, Typology } from '../survey/typology-schema.ts';
import { gapOf } from '../typology/condition.ts';
import { everyPoint, sizeOfSpace } from './enumeration.ts';

/** The largest space of facts that is enumerated to prove that every profile can be reached. */
const LARGEST_SPACE = 2_000_000;

/** Finds profiles that no answers satisfy on every criterion. */
export function profileReachFaults(typology: Typology, facts: readonly Fact[]): readonly Fault[] {
  const size = sizeOfSpace(facts);
  if (size > LARGEST_SPACE) {
    const reason = `${size} combinations of facts are too many to check (${LARGEST_SPACE} at most)`;
    return [{ path: 'facts', reason }];
  }
  const waiting = new Map(
    typology.profiles.map((profile, index) => [index, Object.values(profile.requires).map(({ when }) => when)]),
  );
  for (const point of everyPoint(typology, facts)) {
    for (const [index, conditions] of waiting)
      if (conditions.every((one) => gapOf(one, point) === 0)) waiting.delete(index);
    if (waiting.size === 0) break;
  }
  return [...waiting.keys()].map((index) => ({
    path: `typology.profiles.${index}`,
    reason: 'no answers can reach this profile exactly',
  }));
}
