import { readdirSync, readFileSync } from 'node:fs';
import { planOf } from './make-plan.ts';
import { planNear } from './near-plans.ts';
import type { Plan } from './plan.ts';
import { logOf, report } from './report.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

const MINUTE = 60_000;
/** Milliseconds that may be spent on shrinking a failure. */
const SHRINKING = 120_000;

/** As `simulate.mjs` explains them. `process`: the number of one among several. */
export interface Options {
  readonly minutes?: number;
  readonly hours?: number;
  readonly worlds?: number;
  readonly failures?: number;
  readonly from?: number;
  readonly seed?: number;
  readonly found?: string;
  readonly near?: boolean;
  readonly whole?: boolean;
  readonly plan?: boolean;
  readonly twice?: number;
  readonly process?: number;
}

/** Returns how many interviews a run has lived through. */
export async function command(options: Options): Promise<number> {
  // Others at each run, of two that are started together too.
  const { seed, found, twice, from = Date.now() % 1_000_000_000 } = options;
  const makePlan = options.near === undefined ? planOf : nearAll();
  if (seed !== undefined) return replay(makePlan(seed), options);
  if (found !== undefined) return replay(planFound(found), options);
  if (twice !== undefined) return compare(makePlan, from, twice);
  return live(makePlan, from, options);
}

/** Lives through one seed after the other until a limit is reached. */
async function live(
  makePlan: (seed: number) => Plan,
  from: number,
  {
    worlds = Number.POSITIVE_INFINITY,
    failures = 5,
    hours = 1 / 60,
    minutes = hours * 60,
    whole,
    process: number,
  }: Options,
): Promise<number> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const who = number === undefined ? '' : `Process ${number}: `;
  let [count, interviews, stored, broken, said] = [0, 0, 0, 0, 0];
  const passed = () => performance.now() - start;
  const sum = () => {
    const { user, system } = process.cpuUsage(cpu);
    const rate = Math.round((interviews / (user + system)) * 60_000_000);
    const seeds = `seeds ${from} to ${from + count - 1}`;
    const ending = broken === 0 ? 'nothing broken' : `${broken} broken`;
    return `${count} worlds, ${interviews} interviews (${rate} a minute of processor time), ${stored} rows stored in ${(passed() / 1000).toFixed(0)} s (${seeds}): ${ending}`;
  };
  while (count < worlds && broken < failures && passed() < minutes * MINUTE) {
    const plan = makePlan(from + count++);
    // An exception takes long to note where it was made, and the device makes many on purpose. What breaks is run again for its report.
    Error.stackTraceLimit = 0;
    const outcome = await runPlan(plan);
    Error.stackTraceLimit = 10;
    if (outcome.kind === 'held') {
      interviews += outcome.interviews;
      stored += outcome.stored;
    } else {
      broken++;
      console.log(`${who}seed ${plan.seed} breaks`);
      const shrunk = whole ? plan : await shrink(plan, outcome.invariant, performance.now() + SHRINKING);
      console.log(`${who === '' ? '' : `${who}\n`}${await report(shrunk)}\n`);
    }
    if (passed() < (said + 1) * MINUTE) continue;
    said = Math.floor(passed() / MINUTE);
    console.log(`${who}so far ${sum()}`);
  }
  console.log(`${who}${sum()}`);
  process.exitCode = broken === 0 ? 0 : 1;
  return interviews;
}

/** From the directory of the project, since they are read when this runs. */
const FOUND = 'test/simulation/found';

function planFound(name: string): Plan {
  const { claim: _, ...plan } = JSON.parse(readFileSync(`${FOUND}/${name}.json`, 'utf8'));
  return plan;
}

function nearAll(): (seed: number) => Plan {
  const found = readdirSync(FOUND)
    .sort()
    .map((file) => planFound(file.replace('.json', '')));
  return (seed) => planNear(seed, found);
}

async function replay(plan: Plan, { whole: isWhole, plan: asPlan }: Options): Promise<number> {
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

/** The same plans twice: where their logs differ, they are no simulation. */
async function compare(makePlan: (seed: number) => Plan, from: number, count: number): Promise<number> {
  let different = 0;
  for (let seed = from; seed < from + count; seed++) {
    const [one, other] = [await logOf(makePlan(seed)), await logOf(makePlan(seed))];
    if (one.join() === other.join()) continue;
    different++;
    const place = one.findIndex((line, index) => line !== other[index]);
    console.log(`seed ${seed}: ${one[place]} | ${other[place]}`);
  }
  console.log(`${count} seeds lived through twice: ${different} differ`);
  process.exitCode = different === 0 ? 0 : 1;
  return 0;
}
