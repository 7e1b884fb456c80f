import { type Combination, MINUTE } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in so many has them.. */
const ONE_IN = 19;

/** An address is left and taken back, and the browser empties the database before or after that. */
export function addressesOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  const device = devices.indexOf('phone');
  if (seed % ONE_IN !== 4 || device === -1) return { acts: [], blows: [] };
  const { between } = drawsFrom(seed * 62_089 + 17);
  const at = between(MINUTE, Math.max(MINUTE + 1, heals - 3 * MINUTE));
  const takenBack = at + between(500, 15_000);
  return {
    acts: [
      { at, device, what: { kind: 'leaves a contact', tab: 0 } },
      { at: takenBack, device, what: { kind: 'takes back an address', tab: 0 } },
    ],
    blows: [{ at: takenBack + between(-3000, 10_000), device, what: { kind: 'storage is emptied' } }],
  };
}
