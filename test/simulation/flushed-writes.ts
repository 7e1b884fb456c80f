import { MINUTE, SHORT, TABS } from './combination.ts';
import { LASTS, type Make, OFFLINE } from './flush-moment.ts';
import type { Act, Blow, Planned } from './plan.ts';

/* A power cut soon after what a page has written strictly. */

/** A request arrives, and its reply is lost; then it is erased in the first moments of the next page, before it is sent again. */
export const sentUnheard: Make = ({ between, soon, cut, isSo }, { at, device, number }) => {
  const dark = at + LASTS + between(50, 1000) + soon(8000);
  const how = { ...cut(), back: 60_000 };
  const next = dark + between(500, 20_000);
  return {
    acts: [
      { at: at - 1000, device, what: TABS },
      { at, device, what: { ...SHORT, number } },
      { at: next, device, what: { kind: 'erases here', number, tab: 0 } },
    ],
    blows: [
      { at: at - 1, device, what: { kind: 'weather', weather: 'lost-after', lasts: dark - at - 1 } },
      { at: dark, device, what: { kind: 'power cut', ...how } },
      { at: dark + 1, device, what: OFFLINE(next - dark + (isSo(0.5) ? 5 : between(1000, 2 * MINUTE))) },
    ],
  };
};

/** After some write of somebody who finishes, perhaps again, where each transaction may take its time. */
export const finished: Make = ({ between, cutAfter, isSo }, { at, device, number }) => {
  const ending = isSo(0.4) ? 'changes' : 'finishes';
  const blows: Planned<Blow>[] = [
    {
      at: at + LASTS - 200,
      device,
      what: cutAfter(4, 3000),
    },
  ];
  if (isSo(0.5)) blows.push({ at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) });
  if (isSo(0.5))
    blows.push({ at: at + 1000, device, what: { kind: 'storage is slow', drag: between(20, 2000), lasts: 20_000 } });
  return { acts: [{ at, device, what: { ...SHORT, number, ending } }], blows };
};

/** What was sent, or not yet, is erased. */
export const erased: Make = ({ between, soon, cut, isSo }, { at, device, number }) => {
  const dark = at + 10_000 + soon();
  const blows: Planned<Blow>[] = [{ at: dark, device, what: { kind: 'power cut', ...cut() } }];
  if (isSo(0.7)) blows.push({ at: at + (isSo(0.5) ? -1 : 9000), device, what: OFFLINE(between(1, 3) * MINUTE) });
  return {
    acts: [
      { at, device, what: { ...SHORT, number } },
      { at: at + 10_000, device, what: { kind: 'erases here', number, tab: 0 } },
    ],
    blows,
  };
};

/** An address is left, and perhaps taken back before it is sent; the browser may drop it, and its page write it back. */
export const addressed: Make = ({ between, soon, cut, isSo }, { at, device }) => {
  const isTakenBack = isSo(0.5);
  const last = isTakenBack ? at + between(1000, 15_000) : at;
  const acts: Planned<Act>[] = [{ at, device, what: { kind: 'leaves a contact', tab: 0 } }];
  if (isTakenBack) acts.push({ at: last, device, what: { kind: 'takes back an address', tab: 0 } });
  const [later, dark] = [soon(), { kind: 'power cut', ...cut() } as const];
  const blows: Planned<Blow>[] = isSo(0.5) ? [{ at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) }] : [];
  const emptied = isSo(0.4) ? last - 1 + soon(5000) : undefined;
  if (emptied !== undefined) blows.push({ at: emptied, device, what: { kind: 'storage is emptied' } });
  blows.push({ at: (emptied ?? last) + 10 + later, device, what: dark });
  return { acts, blows };
};

/** What never left is taken along in a file, and erased in the first moments of the next page; another device opens the file. */
export const handedOver: Make = ({ between, soon, cut }, { at, device, other, number }) => {
  const filed = at + between(8000, 15_000);
  const dark = filed + 20 + soon(10_000);
  const next = dark + between(500, 20_000);
  return {
    acts: [
      { at, device, what: { ...SHORT, number } },
      { at: at + 5000, device, what: { ...SHORT, number: number + 1 } },
      { at: filed, device, what: { kind: 'makes a file', tab: 0 } },
      { at: next, device, what: { kind: 'erases here', number: number + 1, tab: 0 } },
      { at: next + between(5000, MINUTE), device: other, what: { kind: 'opens the file of', other: device, tab: 0 } },
    ],
    blows: [
      // The second waits for the reply to the first.
      { at: at - 1, device, what: { kind: 'weather', weather: 'hangs', lasts: 3 * MINUTE } },
      { at: dark, device, what: { kind: 'power cut', ...cut(), back: 60_000 } },
    ],
  };
};

/** A file of another device is brought in, perhaps one that was shared, which then is nowhere else. */
export const broughtIn: Make = ({ between, cutAfter, isSo }, { at, device, other, number }) => {
  const brought = at + 15_000;
  const acts: Planned<Act>[] = [
    { at, device: other, what: { ...SHORT, number } },
    { at: at + 10_000, device: other, what: { kind: 'makes a file', tab: 0 } },
    { at: brought - 2000, device, what: TABS },
  ];
  if (isSo(0.8))
    acts.push(
      { at: brought - 1000, device, what: { kind: 'shares the file of', other, tab: 0 } },
      { at: brought, device, what: { kind: 'opens what was shared', tab: 0, leaves: false } },
    );
  else acts.push({ at: brought, device, what: { kind: 'opens the file of', other, tab: 0 } });
  const blows: Planned<Blow>[] = [
    { at: at - 1, device: other, what: OFFLINE(between(1, 3) * MINUTE) },
    {
      at: brought,
      device,
      what: cutAfter(3, 2000),
    },
  ];
  if (isSo(0.5)) blows.push({ at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) });
  if (isSo(0.5))
    blows.push({ at: brought, device, what: { kind: 'storage is slow', drag: between(20, 3000), lasts: 30_000 } });
  return { acts, blows };
};

/** What was given or erased before the storage opened has just moved to it. */
export const moved: Make = ({ between, cutAfter, isSo }, { at, device, number }) => {
  const opens = at + between(5000, 20_000);
  const blows: Planned<Blow>[] = [
    { at: at - 5, device, what: { kind: 'storage opens late', lasts: opens - at + 5 } },
    { at, device, what: { kind: 'the browser is killed', back: 100 } },
    {
      at: opens,
      device,
      what: cutAfter(3, 3000),
    },
  ];
  if (isSo(0.7)) blows.push({ at: at - 1, device, what: OFFLINE(between(1, 3) * MINUTE) });
  if (isSo(0.5))
    blows.push({ at: opens - 1, device, what: { kind: 'storage is slow', drag: between(20, 2000), lasts: 30_000 } });
  return {
    acts: [
      { at: at - 30_000, device, what: { ...SHORT, number } },
      { at: at + between(500, opens - at), device, what: { kind: 'erases here', number, tab: 0 } },
      { at: at + 200, device, what: { ...SHORT, number: number + 1, pace: 200 } },
    ],
    blows,
  };
};

/** A page writes back what the browser has emptied a slow database of. */
export const writtenBack: Make = ({ between, cutAfter, isSo }, { at, device, number }) => {
  const emptied = at + LASTS + between(1000, 8000);
  const blows: Planned<Blow>[] = [
    { at: at + LASTS - 100, device, what: { kind: 'storage is slow', drag: between(100, 4000), lasts: MINUTE } },
    { at: emptied, device, what: { kind: 'storage is emptied' } },
    {
      at: emptied + 1,
      device,
      what: cutAfter(3, 5000),
    },
  ];
  if (isSo(0.7)) blows.push({ at: at - 1, device, what: OFFLINE(2 * MINUTE) });
  return { acts: [{ at, device, what: { ...SHORT, number } }], blows };
};
