import { type Combination, MINUTE, SHORT, TABS } from './combination.ts';
import { LASTS, type Make, type Moment, OFFLINE } from './flush-moment.ts';
import type { Blow, Planned } from './plan.ts';

/* A power cut soon after what the page of a shared tablet has written strictly. */

/** The surveyor wipes a tablet. */
export const wiped: Make = ({ between, soon, cut, isSo }, { at, device, number }) => {
  const blows: Planned<Blow>[] = [
    { at: at + 11_050 + soon(), device, what: { kind: 'power cut', ...cut() } },
    { at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) },
  ];
  if (isSo(0.3))
    blows.push({ at: at + 9000, device, what: { kind: 'storage is slow', drag: between(20, 500), lasts: 20_000 } });
  return {
    acts: [
      { at, device, what: { ...SHORT, number } },
      { at: at + 10_000, device, what: { kind: 'wipes', tab: 0, hesitation: 1000 } },
    ],
    blows,
  };
};

/** Somebody leaves a tablet, or discards what they gave, or has it erased. */
export const left: Make = ({ between, cutAfter, isSo }, { at, device, number }) => {
  const how = isSo(0.4)
    ? ({ ending: 'finishes', erasesAfter: between(500, 5000) } as const)
    : ({ ending: isSo(0.5) ? 'discards' : 'leaves' } as const);
  const blows: Planned<Blow>[] = [
    {
      at: at + LASTS - 200,
      device,
      what: cutAfter(5, 5000),
    },
  ];
  if (isSo(0.5)) blows.push({ at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) });
  if (isSo(0.5))
    blows.push({
      at: at + LASTS - 200,
      device,
      what: { kind: 'storage is slow', drag: between(20, 1000), lasts: 20_000 },
    });
  return { acts: [{ at, device, what: { ...SHORT, number, ...how } }], blows };
};

/** The first page of a tablet; the notice names other keys afterwards. */
export function begun({ between, soon, cut }: Moment, device: number): Combination {
  const dark = 30 + soon();
  return {
    acts: [{ at: 0, device, what: TABS }],
    blows: [
      { at: dark, device, what: { kind: 'power cut', ...cut() } },
      { at: dark + 1, device, what: { kind: 'other keys are served', lasts: between(1, 5) * MINUTE } },
    ],
  };
}
