import { type Combination, MINUTE, SHORT, TABS } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in ten has them.. */
const ONE_IN = 10;

/** People who look at the cards of their phones and at what is known of their receipts, while all is not well. */
export function looksOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 6) return { acts: [], blows: [] };
  const { random, between, whole } = drawsFrom(seed * 16_807 + 3);
  const when = () => between(MINUTE, Math.max(MINUTE + 1, heals - 2 * MINUTE));
  const checks = Array.from({ length: whole(3, 12) }, (): Planned<Act> => {
    const [at, device] = [when(), whole(0, devices.length - 1)];
    return { at, device, what: { kind: 'checks the receipt of', number: whole(1, 40), tab: 0 } };
  });
  const phones = [...devices.keys()].filter((place) => devices[place] === 'phone');
  const device = phones[whole(0, phones.length - 1)];
  if (device === undefined) return { acts: checks, blows: [] };
  const looks = (at: number, tab = whole(0, 1)): Planned<Act> => ({
    at,
    device,
    what: { kind: 'looks at the cards', tab },
  });
  const [acts, blows]: [Planned<Act>[], Planned<Blow>[]] = [[...checks], []];
  const last = 250 + whole(1, 3);
  for (let number = 250; number <= last; number++) {
    const at = when();
    const ending = random() < 0.4 ? 'changes' : 'finishes';
    acts.push(
      { at: at - 1000, device, what: TABS },
      { at, device, what: { ...SHORT, number, ending } },
      ...Array.from({ length: whole(2, 4) }, () => looks(at + between(4000, 3 * MINUTE))),
      {
        at: at + between(6000, 2 * MINUTE),
        device: whole(0, devices.length - 1),
        what: { kind: 'checks the receipt of', number, tab: 0 },
      },
    );
    const erased = at + between(5000, MINUTE);
    if (random() < 0.3)
      acts.push(
        { at: erased, device, what: { kind: 'erases here', number, tab: 0 } },
        looks(erased + between(0, 10_000)),
        { at: erased + between(0, 20_000), device, what: { kind: 'checks the receipt of', number, tab: 0 } },
      );
    if (random() < 0.4)
      blows.push({ at: at + between(4000, 20_000), device, what: { kind: 'the browser is killed', back: 1000 } });
    if (random() < 0.3)
      blows.push({ at: at - 1000, device, what: { kind: 'the survey is closed', inDays: 0, lasts: MINUTE } });
  }
  // Once all is well again, on the page that is opened then.
  acts.push(looks(heals + 20 * MINUTE, 0));
  return { acts, blows };
}
