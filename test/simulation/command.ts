import { readFileSync } from 'node:fs';
import { planOf } from './make-plan.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';
import { differenceOf, report, simulate } from './simulate.ts';

const HOUR = 3_600_000;

/** The words after `npm run simulate --`, as `simulate.mjs` explains them. */
export async function command(words: readonly string[]): Promise<void> {
  const given = (name: string) => {
    const place = words.indexOf(`--${name}`);
    return place === -1 ? undefined : Number(words[place + 1]);
  };
  // Others at each run.
  const from = given('from') ?? Math.floor(Date.now() / 1000) % 1_000_000_000;
  const seed = given('seed');
  if (seed !== undefined) return replay(planOf(seed), words);
  if (words.includes('--found')) return replay(planFound(words[words.indexOf('--found') + 1]), words);
  const twice = given('twice');
  if (twice !== undefined) return compare(from, twice);
  const lasts = (given('hours') ?? (given('minutes') ?? 1) / 60) * HOUR;
  const limits = {
    from,
    worlds: given('worlds') ?? Number.POSITIVE_INFINITY,
    lasts,
    mostFailures: given('failures') ?? 5,
    shrinking: 120_000,
  };
  const start = performance.now();
  const before = process.cpuUsage();
  const { worlds, interviews, stored, failures } = await simulate(limits);
  for (const failure of failures) console.log(`${report(failure)}\n`);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const rate = Math.round((interviews / (user + system)) * 60_000_000);
  console.log(
    `${worlds} worlds, ${interviews} interviews (${rate} a minute of processor time), ${stored} rows stored in ${seconds.toFixed(0)} s (seeds ${from} to ${from + worlds - 1}): ${failures.length === 0 ? 'nothing broken' : `${failures.length} broken`}`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** From the directory of the project, since it reads the file when it runs. */
function planFound(name: string | undefined): Plan {
  return JSON.parse(readFileSync(`test/simulation/found/${name}.json`, 'utf8'));
}

/** Shrunk when it fails: `--whole` shows it as it is, `--plan` as the JSON that `found` keeps. */
async function replay(plan: Plan, words: readonly string[]): Promise<void> {
  const outcome = await runPlan(plan);
  if (outcome.kind === 'held') {
    console.log(outcome.lines().join('\n'));
    console.log(`Seed ${plan.seed} holds: ${outcome.interviews} interviews, ${outcome.stored} rows stored.`);
    return;
  }
  const shrunk = words.includes('--whole') ? { plan, outcome } : await shrink(plan, outcome);
  console.log(words.includes('--plan') ? JSON.stringify(shrunk.plan) : report(shrunk));
  process.exitCode = 1;
}

async function compare(from: number, count: number): Promise<void> {
  let different = 0;
  for (let seed = from; seed < from + count; seed++) {
    const difference = await differenceOf(planOf(seed));
    if (difference === undefined) continue;
    different++;
    console.log(difference);
  }
  console.log(`${count} seeds lived through twice: ${different} differ`);
  process.exitCode = different === 0 ? 0 : 1;
}
