import { type Combination, MINUTE, SHORT, TABS } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in seven has them.. */
const ONE_IN = 7;

type Made = readonly [readonly Planned<Act>[], readonly Planned<Blow>[]];

/** Rescue files that another application shares with this one, while pages are open, open late or die. */
export function sharesOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 3) return { acts: [], blows: [] };
  const { random, between, whole } = drawsFrom(seed * 69_621 + 5);
  const lasts = () => between(500, MINUTE);
  const ailments: readonly (() => Blow)[] = [
    () => ({ kind: 'the browser is killed', back: between(100, MINUTE) }),
    () => ({ kind: 'a tab is killed', tab: whole(0, 1) }),
    () => ({ kind: 'storage is full', lasts: lasts() }),
    () => ({ kind: 'storage fails', lasts: lasts() }),
    () => ({ kind: 'storage is slow', drag: between(20, 3000), lasts: lasts() }),
  ];

  /** Without a network two are finished on one device, with a file after each, or a wipe. Then the files are shared with another. */
  function handedOver(number: number): Made {
    const from = whole(0, devices.length - 1);
    const on = random() < 0.3 ? from : whole(0, devices.length - 1);
    const at = between(MINUTE, Math.max(MINUTE + 1, heals - 5 * MINUTE));
    const shared = at + between(30_000, 2 * MINUTE);
    const looked = shared + between(-200, 2000);
    const make: Act =
      devices[from] === 'phone' || random() < 0.5
        ? { kind: 'makes a file', tab: 0 }
        : { kind: 'wipes', tab: 0, hesitation: between(100, 5000) };
    const acts: Planned<Act>[] = [
      { at, device: from, what: { ...SHORT, number } },
      { at: at + 8000, device: from, what: { kind: 'makes a file', tab: 0 } },
      { at: at + 10_000, device: from, what: { ...SHORT, number: number + 1 } },
      { at: at + 20_000, device: from, what: make },
      ...Array.from({ length: whole(1, 3) }, (_, place) => ({
        at: shared + place * between(0, 50),
        device: on,
        what: { kind: 'shares the file of', other: from, tab: 0 } as const,
      })),
      { at: shared - 1000, device: on, what: TABS },
      ...Array.from({ length: whole(1, 3) }, () => ({
        at: looked + between(0, 10_000),
        device: on,
        what: { kind: 'opens what was shared', tab: whole(0, 1), leaves: random() < 0.1 } as const,
      })),
    ];
    const blows: Planned<Blow>[] = [
      { at: at - 1, device: from, what: { kind: 'weather', weather: 'offline', lasts: between(3, 5) * MINUTE } },
      // While the page looks, or reads.
      ...Array.from({ length: whole(0, 2) }, () => ({
        at: looked + between(-2000, 20_000),
        device: on,
        what: (ailments[whole(0, ailments.length - 1)] as () => Blow)(),
      })),
    ];
    if (random() < 0.3)
      blows.push(
        { at: shared - 500, device: on, what: { kind: 'storage opens late', lasts: between(5000, 2 * MINUTE) } },
        { at: shared - 499, device: on, what: { kind: 'the browser is killed', back: 100 } },
      );
    // Erased while the file is in hand.
    if (random() < 0.4) acts.push({ at: at + 24_000, device: from, what: { kind: 'erases here', number, tab: 0 } });
    return [acts, blows];
  }
  const made = Array.from({ length: whole(1, 4) }, (_, place) => handedOver(230 + 2 * place));
  return { acts: made.flatMap(([acts]) => acts), blows: made.flatMap(([, blows]) => blows) };
}
