import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Plan } from './plan.ts';
import { report } from './report.ts';
import { runPlan } from './run.ts';

const FOLDER = new URL('./found/', import.meta.url);

/**
 * A plan that once broke, or that breaks without a remedy, with the claim that it holds. `npm run simulate -- --seed N --plan` prints a
 * plan, shrunk.
 */
interface PlanWithClaim extends Plan {
  readonly claim: string;
}

const FOUND = readdirSync(FOLDER).map((file): PlanWithClaim => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

test.each(FOUND.map(({ claim, ...plan }) => [claim, plan] as const))('%s', { timeout: 60_000 }, async (_, plan) => {
  const outcome = await runPlan(plan);
  expect(outcome.kind === 'broken' ? await report(plan) : 'held').toBe('held');
});
