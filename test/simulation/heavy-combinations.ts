import { randomFrom } from '../support/random-from.ts';
import { type Combination, MINUTE, SHORT } from './combination.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in twelve has them. The others are as they were, with the seeds that remedies are held by. */
const ONE_IN = 12;

/** Without a network several are finished on one device; then a proxy finds some of them too large. */
export function heavyOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 6) return { acts: [], blows: [] };
  const random = randomFrom(seed * 40_692 + 9);
  const between = (least: number, most: number) => least + random() * (most - least);
  const device = Math.floor(between(0, devices.length));
  const at = between(MINUTE, Math.max(MINUTE + 1, heals - 5 * MINUTE));
  const acts = Array.from({ length: 6 }, (_, place): Planned<Act> => {
    const begun = at + place * between(2500, 4000);
    return { at: begun, device, what: { ...SHORT, number: 270 + place } };
  });
  const blows: Planned<Blow>[] = [
    { at: at - 1, device, what: { kind: 'weather', weather: 'offline', lasts: 29_000 } },
    { at: at + 29_000, device, what: { kind: 'weather', weather: 'heavy', lasts: between(1, 4) * MINUTE } },
  ];
  return { acts, blows };
}
