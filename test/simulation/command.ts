import { readdirSync, readFileSync } from 'node:fs';
import { planOf } from './make-plan.ts';
import { planNear } from './near-plans.ts';
import { readOptions } from './options.mjs';
import type { Plan } from './plan.ts';
import { report } from './report.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';
import { differenceOf, logOf, simulate, type Tally } from './simulate.ts';

const MINUTE = 60_000;

/** The words after `npm run simulate --`, as `options.mjs` explains them. Returns how many interviews a run has lived through. */
export async function command(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  // Others at each run, of two that are started together too.
  const from = options.from ?? Date.now() % 1_000_000_000;
  const { seed, found, twice, hours, minutes = hours === undefined ? 1 : hours * 60 } = options;
  const { whole: isWhole = false, plan: asPlan = false } = options;
  const makePlan = options.near === undefined ? planOf : nearAll();
  if (seed !== undefined) return replay(makePlan(seed), isWhole, asPlan);
  if (found !== undefined) return replay(planFound(found), isWhole, asPlan);
  if (twice !== undefined) return compare(makePlan, from, twice);
  const start = performance.now();
  const before = process.cpuUsage();
  const sum = (tally: Tally) => tallyWords(tally, from, performance.now() - start, process.cpuUsage(before));
  // With `--hours` there are several.
  const { SIMULATION_PROCESS } = process.env;
  const who = SIMULATION_PROCESS === undefined ? '' : `Process ${SIMULATION_PROCESS}: `;
  const limits = {
    makePlan,
    from,
    worlds: options.worlds ?? Number.POSITIVE_INFINITY,
    lasts: minutes * MINUTE,
    mostFailures: options.failures ?? 5,
    shrinking: 120_000,
  };
  const tally = await simulate(limits, {
    breaks: (broken) => console.log(`${who}seed ${broken} breaks, and is shrunk`),
    failed: async (failure) => console.log(`${who === '' ? '' : `${who}\n`}${await report(failure)}\n`),
    minutePasses: (soFar) => console.log(`${who}so far ${sum(soFar)}`),
  });
  console.log(`${who}${sum(tally)}`);
  process.exitCode = tally.failures.length === 0 ? 0 : 1;
  return tally.interviews;
}

function tallyWords(
  { worlds, interviews, stored, failures }: Tally,
  from: number,
  lasted: number,
  { user, system }: NodeJS.CpuUsage,
): string {
  const rate = Math.round((interviews / (user + system)) * 60_000_000);
  const broken = failures.length === 0 ? 'nothing broken' : `${failures.length} broken`;
  return `${worlds} worlds, ${interviews} interviews (${rate} a minute of processor time), ${stored} rows stored in ${(lasted / 1000).toFixed(0)} s (seeds ${from} to ${from + worlds - 1}): ${broken}`;
}

/** From the directory of the project, since they are read when this runs. */
const FOUND = 'test/simulation/found';

function planFound(name: string): Plan {
  return JSON.parse(readFileSync(`${FOUND}/${name}.json`, 'utf8'));
}

function nearAll(): (seed: number) => Plan {
  const found = readdirSync(FOUND)
    .sort()
    .map((file) => planFound(file.replace('.json', '')));
  return (seed) => planNear(seed, found);
}

async function replay(plan: Plan, isWhole: boolean, asPlan: boolean): Promise<number> {
  const outcome = await runPlan(plan);
  if (outcome.kind === 'held') {
    console.log((await logOf(plan)).join('\n'));
    return 0;
  }
  const shrunk = isWhole ? plan : await shrink(plan, outcome.invariant);
  console.log(asPlan ? JSON.stringify(shrunk) : await report(shrunk));
  process.exitCode = 1;
  return 0;
}

async function compare(makePlan: (seed: number) => Plan, from: number, count: number): Promise<number> {
  let different = 0;
  for (let seed = from; seed < from + count; seed++) {
    const difference = await differenceOf(makePlan(seed));
    if (difference === undefined) continue;
    different++;
    console.log(difference);
  }
  console.log(`${count} seeds lived through twice: ${different} differ`);
  process.exitCode = different === 0 ? 0 : 1;
  return 0;
}
