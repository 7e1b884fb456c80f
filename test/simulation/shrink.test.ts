import { expect, test } from 'vitest';
import { planOf } from './make-plan.ts';
import { type Plan, SHORT } from './plan.ts';
import type { Outcome } from './run.ts';
import { shrink } from './shrink.ts';

const BROKEN: Outcome = { kind: 'broken', invariant: 'any', detail: '' };
const HELD: Outcome = { kind: 'held', interviews: 0, stored: 0 };

const PLAN: Plan = {
  seed: 1,
  devices: ['phone', 'sealed', 'phone', 'clear'],
  begins: 'before midnight',
  endpoints: { processes: 2, database: 'simulated' },
  isImpatient: true,
  staysOpen: true,
  acts: [
    { at: 100_400, device: 0, what: { kind: 'opens a tab' } },
    {
      at: 300_123,
      device: 2,
      what: { ...SHORT, number: 7, tab: 2, answers: 7, pace: 18_765, snapshots: true, erasesAfter: 61_234 },
    },
  ],
  blows: [{ at: 700_777, device: 2, what: { kind: 'storage is full', lasts: 61_234 } }],
  heals: 2_000_000,
};

/** The plan that is left of one which breaks as long as this is so. */
async function leftWhile(isBroken: (plan: Plan) => boolean, whole = PLAN): Promise<Plan> {
  const run = async (plan: Plan) => (isBroken(plan) ? BROKEN : HELD);
  return shrink(whole, 'any', Number.POSITIVE_INFINITY, run);
}

test('a failure is shrunk to the injected events that it needs, and to the acts', async () => {
  const kinds = ['power cut', 'weather'];
  const needs = ({ blows, acts }: Plan) =>
    kinds.every((kind) => blows.some(({ what }) => what.kind === kind)) &&
    acts.some(({ what }) => what.kind === 'interview');
  const plan = planOf(3);
  const blows: Plan['blows'] = [
    ...plan.blows,
    { at: 1, device: 0, what: { kind: 'power cut', kept: 0, tears: true, back: 1 } },
    { at: 2, device: 0, what: { kind: 'weather', weather: 'slow', lasts: 1 } },
  ];
  const left = await leftWhile(needs, { ...plan, blows });
  expect(left.blows.map(({ what }) => what.kind).sort()).toEqual(kinds);
  expect(left.acts).toHaveLength(1);
});

test('a shrunk failure is simplified as far as it still fails', async () => {
  const hasBoth = ({ acts, blows }: Plan) => acts.some(({ what }) => what.kind === 'interview') && blows.length === 1;
  expect(await leftWhile(hasBoth)).toEqual({
    seed: 1,
    devices: ['phone'],
    isImpatient: false,
    acts: [{ at: 1000, device: 0, what: { ...SHORT, number: 7, pace: 1000 } }],
    blows: [{ at: 2000, device: 0, what: { kind: 'storage is full', lasts: 60_000 } }],
    heals: 120_000,
  });
});

test('shrinking does not change what the failure needs', async () => {
  const needs = ({ acts, blows, devices }: Plan) => {
    const [interview] = acts.filter(({ what }) => what.kind === 'interview');
    const [full] = blows;
    if (interview?.what.kind !== 'interview' || full?.what.kind !== 'storage is full') return false;
    const { erasesAfter = 0, pace, answers } = interview.what;
    const isLate = full.at - interview.at > 300_000;
    return isLate && erasesAfter > 61_000 && pace > 1000 && answers > 4 && devices[full.device + 1] === 'clear';
  };
  const { devices, acts, blows } = await leftWhile(needs);
  expect(devices).toEqual(['phone', 'clear']);
  expect(acts.map(({ what }) => what)).toEqual([
    { ...SHORT, number: 7, answers: 5, pace: 19_000, erasesAfter: 61_234 },
  ]);
  expect((blows[0]?.at ?? 0) - (acts[0]?.at ?? 0)).toBeGreaterThan(300_000);
});
