import type { Fault } from '../survey/fault.ts';
import type { Condition, Typology } from '../survey/typology-schema.ts';

/** Finds profiles with the same conditions: the tie-break would always name the first, so the second would never be shown. */
export function twinFaults({ criteria, profiles }: Typology): readonly Fault[] {
  const firstWith = new Map<string, string>();
  return profiles.flatMap(({ id, requires }, index): readonly Fault[] => {
    const conditions = criteria.map((criterion) => {
      const required = requires[criterion.id];
      return required ? normalForm(required.when) : '';
    });
    const written = JSON.stringify(conditions);
    const first = firstWith.get(written);
    firstWith.set(written, first ?? id);
    if (first === undefined) return [];
    const reason = `the same conditions as profile "${first}": "${id}" would never be named`;
    return [{ path: `typology.profiles.${index}.requires`, reason }];
  });
}

/** Returns a normal form of a condition: independent of order, repetition, `is` for an `in` of one, `all` or `any` of one part. */
function normalForm(condition: Condition): string {
  if ('all' in condition) return joined('all', condition.all.map(normalForm));
  if ('any' in condition) return joined('any', condition.any.map(normalForm));
  if ('sum' in condition) {
    const bound = 'atLeast' in condition ? { atLeast: condition.atLeast } : { atMost: condition.atMost };
    return JSON.stringify({ sum: [...condition.sum].sort(), ...bound });
  }
  if ('equals' in condition) return JSON.stringify({ fact: condition.fact, equals: eachOnce(condition.equals) });
  return JSON.stringify({ fact: condition.fact, in: 'is' in condition ? [condition.is] : eachOnce(condition.in) });
}

function joined(how: 'all' | 'any', parts: readonly string[]): string {
  const different = eachOnce(parts);
  const [only] = different;
  return different.length === 1 && only !== undefined ? only : JSON.stringify({ [how]: different });
}

function eachOnce(some: readonly string[]): readonly string[] {
  return [...new Set(some)].sort();
}
