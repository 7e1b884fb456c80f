import { expect, test } from 'vitest';
import { LONG } from '../support/long.ts';
import { planOf } from './make-plan.ts';
import type { Plan } from './plan.ts';
import { report } from './report.ts';
import type { Outcome } from './run.ts';
import { shrink } from './shrink.ts';
import { differenceOf, simulate } from './simulate.ts';

/** The same worlds each time: what fails is a change's doing. `npm run simulate` lives through others. */
const FROM = 1;
const WORLDS = LONG ? 300 : 40;

test('whatever befalls devices, network and endpoint, what was promised is kept', { timeout: 300_000 }, async () => {
  const limits = { from: FROM, worlds: WORLDS, lasts: Number.POSITIVE_INFINITY, mostFailures: 1, shrinking: 60_000 };
  const { worlds, interviews, stored, failures } = await simulate(limits);
  expect(failures.map(report)).toEqual([]);
  // A world in which nothing happens breaks nothing either.
  expect(interviews / worlds).toBeGreaterThan(5);
  expect(stored / interviews).toBeGreaterThan(0.3);
});

test('a seed gives the same log twice', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 3; seed++) expect(await differenceOf(planOf(seed))).toBeUndefined();
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
