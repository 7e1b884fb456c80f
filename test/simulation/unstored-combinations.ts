import { type Combination, MINUTE, TABS } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Blow, Planned, Unstorable } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';
import type { Weather } from './sim-network.ts';

/** One world in eleven has them.. */
const ONE_IN = 11;

const STEPS: readonly Unstorable['steps'][number][] = [
  'sends',
  'sends',
  'sends',
  'changes',
  'changes',
  'takes a file',
  'tries again',
];
const WEATHERS: readonly Weather[] = [
  'fine',
  'lost-after',
  'lost-after',
  'lost-before',
  'ghost',
  'twice',
  'error',
  'slow',
];

/** Interviews that end while nothing can be saved: the disk is full, fails, or does not open. */
export function unstoredOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 6) return { acts: [], blows: [] };
  const { random, between, whole, pick } = drawsFrom(seed * 39_373 + 7);
  const kinds = ['storage is full', 'storage is full', 'storage fails'] as const;

  function one(number: number): Combination {
    const [at, device] = [between(MINUTE, Math.max(MINUTE + 1, heals - 4 * MINUTE)), whole(0, devices.length - 1)];
    const steps = Array.from({ length: whole(2, 8) }, () => pick(STEPS));
    const what: Unstorable = {
      kind: 'finishes unstored',
      number,
      tab: 0,
      hours: whole(0, 29),
      pace: between(300, 20_000),
      steps,
    };
    const blows: Planned<Blow>[] = [
      {
        at: at + between(-500, 3000),
        device,
        what: { kind: pick(kinds), lasts: between(5000, 4 * MINUTE) },
      },
    ];
    for (let place = whole(0, 2); place > 0; place--)
      blows.push({
        at: at + between(-1000, 30_000),
        device,
        what: { kind: 'weather', weather: pick(WEATHERS), lasts: between(500, MINUTE) },
      });
    if (random() < 0.2)
      blows.push(
        { at: at - 2000, device, what: { kind: 'storage opens late', lasts: between(MINUTE, 10 * MINUTE) } },
        { at: at - 1999, device, what: { kind: 'the browser is killed', back: 100 } },
      );
    return {
      acts: [
        { at: at - 1500, device, what: TABS },
        { at, device, what },
      ],
      blows,
    };
  }
  const made = Array.from({ length: whole(2, 5) }, (_, place) => one(260 + place));
  return { acts: made.flatMap(({ acts }) => acts), blows: made.flatMap(({ blows }) => blows) };
}
