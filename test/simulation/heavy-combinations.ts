import { type Combination, MINUTE, SHORT } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in so many has them.. */
const ONE_IN = { heavy: 12, unreadable: 17 };

/** Without a network several are finished on one device; then a proxy finds some of them too large. */
export function heavyOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN.heavy !== 6) return { acts: [], blows: [] };
  const { between } = drawsFrom(seed * 40_692 + 9);
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

/** Without a network several are finished on one device; then each request fails that holds one of some, most often for long. */
export function unreadableOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN.unreadable !== 8) return { acts: [], blows: [] };
  const { random, between } = drawsFrom(seed * 48_611 + 13);
  const device = Math.floor(between(0, devices.length));
  const at = between(10_000, Math.max(10_001, heals - 18 * MINUTE));
  const count = Math.ceil(between(2, 9));
  const acts = Array.from({ length: count }, (_, place): Planned<Act> => {
    const begun = at + place * between(2500, 4000);
    return { at: begun, device, what: { ...SHORT, number: 281 + place } };
  });
  const online = at + 4000 * count + 5000;
  const lasts = random() < 0.7 ? 25 * MINUTE : between(MINUTE / 2, 5 * MINUTE);
  const blows: Planned<Blow>[] = [
    { at: at - 1, device, what: { kind: 'weather', weather: 'offline', lasts: online - at } },
    { at: online, device, what: { kind: 'weather', weather: 'unreadable', lasts } },
  ];
  return { acts, blows };
}
