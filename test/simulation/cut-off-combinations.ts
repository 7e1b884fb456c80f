import { type Combination, MINUTE, SHORT, TABS } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in nine has them.. */
const ONE_IN = 9;

/** Interviews that are cut off, and what becomes of them: they are resumed or closed, perhaps both at once. */
export function cutOffsOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 2) return { acts: [], blows: [] };
  const { random, between, whole, pick } = drawsFrom(seed * 62_089 + 11);
  const lasts = () => between(500, MINUTE);
  const cuts: readonly (() => Blow)[] = [
    () => ({ kind: 'a tab is killed', tab: 0 }),
    () => ({ kind: 'the browser is killed', back: between(100, 5000) }),
    () => ({ kind: 'power cut', kept: random(), tears: random() < 0.3, back: between(1000, 5000) }),
  ];
  const ailments: readonly (() => Blow)[] = [
    () => ({ kind: 'storage is slow', drag: between(20, 3000), lasts: lasts() }),
    () => ({ kind: 'storage fails', lasts: lasts() }),
    () => ({ kind: 'storage is full', lasts: lasts() }),
    () => ({ kind: 'storage is emptied' }),
    () => ({ kind: 'a page dies after writes', writes: whole(1, 4) }),
    () => ({ kind: 'weather', weather: 'lost-after', lasts: lasts() }),
  ];

  function one(number: number): Combination {
    const device = whole(0, devices.length - 1);
    const at = between(MINUTE, Math.max(MINUTE + 1, heals - 5 * MINUTE));
    const cut = at + between(1000, 15_000);
    const later = cut + between(6000, MINUTE);
    const soon = () => later + (random() < 0.5 ? between(0, 50) : between(0, 20_000));
    const closes = (): Planned<Act> => ({
      at: soon(),
      device,
      what: { kind: 'closes what was cut off', tab: whole(0, 1) },
    });
    const counts = (when: number): Planned<Act> => ({
      at: when,
      device,
      what: { kind: 'counts what is unsent', tab: whole(0, 1) },
    });
    const acts: Planned<Act>[] = [
      { at: at - 1000, device, what: TABS },
      { at, device, what: { ...SHORT, number, answers: whole(4, 7), pace: between(300, 5000) } },
      { at: later - 2000, device, what: TABS },
      { at: later - 1999, device, what: TABS },
      ...Array.from({ length: devices[device] === 'sealed' ? whole(1, 3) : 0 }, closes),
      counts(cut + between(0, MINUTE)),
    ];
    if (random() < 0.5)
      acts.push({
        at: soon(),
        device,
        what: { kind: 'resumes', number, tab: whole(0, 1), hours: whole(0, 29), pace: between(50, 3000) },
      });
    if (random() < 0.3)
      acts.push({ at: soon(), device, what: { kind: 'wipes', tab: 0, hesitation: between(100, 5000) } });
    const blows: Planned<Blow>[] = [{ at: cut, device, what: pick(cuts)() }];
    for (let place = whole(0, 2); place > 0; place--)
      blows.push({ at: later + between(-2000, 10_000), device, what: pick(ailments)() });
    return { acts, blows };
  }
  const made = Array.from({ length: whole(1, 4) }, (_, place) => one(290 + place));
  return { acts: made.flatMap(({ acts }) => acts), blows: made.flatMap(({ blows }) => blows) };
}
