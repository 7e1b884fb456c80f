import { idOf, withNames } from './names.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';

/** Runs a plan that breaks once more, for a person who was not there: what was expected and found, its world, and its log. */
export async function report(plan: Plan): Promise<string> {
  const lines: string[] = [];
  const outcome = await runPlan(plan, (line) => void lines.push(line));
  if (outcome.kind === 'held') return `Seed ${plan.seed} holds.`;
  const [found = ''] = outcome.detail.split('\n');
  const { seed, acts, blows, ...world } = plan;
  return [
    `Seed ${seed}: expected: ${outcome.invariant}; found: ${found}`,
    JSON.stringify({ blows: blows.length, acts: acts.length, ...world }),
    ...linesAbout(found.match(/\b\d{4}\b/g) ?? [], lines).map(withNames),
  ].join('\n');
}

/** The lines of a log that name one of these responses, or none at all; of several in a row that differ in their time alone, the first. */
export function linesAbout(names: readonly string[], lines: readonly string[]): readonly string[] {
  const ids = names.map(idOf);
  const isOfOthers = (line: string) => line.includes(idOf('').slice(4)) && !ids.some((id) => line.includes(id));
  const needed = names.length === 0 ? lines : lines.filter((line) => !isOfOthers(line));
  const untimed = (line = '') => line.replace(/"at":"[^"]*"/, '');
  return needed.filter((line, place) => untimed(line) !== untimed(needed[place - 1]));
}

/** Each event of a plan, and how it ended. */
export async function logOf(plan: Plan): Promise<readonly string[]> {
  const lines: string[] = [];
  const outcome = await runPlan(plan, (line) => void lines.push(withNames(line)));
  return [...lines, JSON.stringify(outcome)];
}
