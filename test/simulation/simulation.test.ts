import { fork } from 'node:child_process';
import { expect, test } from 'vitest';
import { LONG } from '../support/long.ts';
import { buildSimulation, NODE_OPTIONS } from './build-simulation.mjs';
import { planOf } from './make-plan.ts';
import type { Plan } from './plan.ts';
import type { Outcome } from './run.ts';
import { shrink } from './shrink.ts';

/** The same worlds each time: what fails is a change's doing. `npm run simulate` lives through others. */
const WORLDS = LONG ? 1000 : 570;
/** Those of 570 worlds, which are a minute and a half of one core. */
const INTERVIEWS = 20_000;

/** Built, it runs twice as fast as what Vitest transforms. */
const command = await buildSimulation('test-output/simulation-tested');

/** Resolves with what it has printed. */
function simulate(...words: readonly string[]): Promise<string> {
  const run = fork('test/simulation/run-built.mjs', [command, ...words], { execArgv: [...NODE_OPTIONS], silent: true });
  let printed = '';
  for (const stream of [run.stdout, run.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  return new Promise((ended) => run.on('close', () => ended(printed)));
}

test('whatever befalls devices, network and endpoint, what was promised is kept', { timeout: 600_000 }, async () => {
  const printed = await simulate('--from', '1', '--worlds', String(WORLDS), '--minutes', '9', '--failures', '1');
  console.log(printed);
  const [tally = '', worlds, interviews, stored] =
    /^(\d+) worlds, (\d+) interviews .*?(\d+) rows stored.*$/m.exec(printed) ?? [];
  expect(tally).toContain('nothing broken');
  expect(Number(worlds)).toBe(WORLDS);
  // A world in which nothing happens breaks nothing either.
  expect(Number(interviews)).toBeGreaterThan(INTERVIEWS);
  expect(Number(stored) / Number(interviews)).toBeGreaterThan(0.3);
});

test('a seed gives the same log twice', { timeout: 120_000 }, async () => {
  expect(await simulate('--from', '1', '--twice', '3')).toBe('3 seeds lived through twice: 0 differ\n');
});

test('a failure is shrunk to the injected events that it needs, and to the acts', async () => {
  const plan = planOf(3);
  const kinds = ['power cut', 'weather'];
  const needs = ({ blows, acts }: Plan) =>
    kinds.every((kind) => blows.some(({ what }) => what.kind === kind)) &&
    acts.some(({ what }) => what.kind === 'interview');
  const broken: Extract<Outcome, { kind: 'broken' }> = {
    kind: 'broken',
    invariant: 'needs both',
    detail: '',
    lines: () => [],
  };
  const run = async (tried: Plan): Promise<Outcome> =>
    needs(tried) ? broken : { kind: 'held', lines: () => [], interviews: 0, stored: 0 };
  const whole: Plan = {
    ...plan,
    blows: [
      ...plan.blows,
      { at: 1, device: 0, what: { kind: 'power cut', kept: 0, tears: true, back: 1 } },
      { at: 2, device: 0, what: { kind: 'weather', weather: 'slow', lasts: 1 } },
    ],
  };
  const { plan: left } = await shrink(whole, broken, Number.POSITIVE_INFINITY, run);
  expect(left.blows.map(({ what }) => what.kind).sort()).toEqual(kinds);
  expect(left.acts).toHaveLength(1);
});
