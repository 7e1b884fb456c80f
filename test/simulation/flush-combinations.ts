import { type Combination, MINUTE } from './combination.ts';
import { drawsFrom } from './draws.ts';
import type { Make, Moment } from './flush-moment.ts';
import { begun, left, wiped } from './flushed-on-tablets.ts';
import {
  addressed,
  broughtIn,
  erased,
  finished,
  handedOver,
  moved,
  sentUnheard,
  writtenBack,
} from './flushed-writes.ts';
import type { DeviceKind } from './sim-device.ts';

/** One world in thirteen has them.. */
const ONE_IN = 13;

/** Soon after something is written that a power cut must not undo, there is one; somebody is back at once, or a while later. */
export function flushesOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  if (seed % ONE_IN !== 5) return { acts: [], blows: [] };
  const { random, between, pick } = drawsFrom(seed * 62_089 + 11);
  const latest = Math.max(MINUTE + 1, heals - 6 * MINUTE);
  /** As often some milliseconds as some seconds. */
  const soon = (most = 20_000) => Math.exp(between(Math.log(3), Math.log(most)));
  const cut = () => ({ kept: random() < 0.7 ? 0 : random(), tears: random() < 0.2, back: between(300, 3000) });
  const moment: Moment = {
    between,
    soon,
    isSo: (share) => random() < share,
    cut,
    cutAfter: (writes, most) => ({
      kind: 'the power is cut after writes',
      writes: Math.ceil(between(0, writes)),
      after: soon(most),
      ...cut(),
    }),
  };
  const places = [...devices.keys()];
  const [phones, tablets] = [
    places.filter((place) => devices[place] === 'phone'),
    places.filter((place) => devices[place] !== 'phone'),
  ];
  const possible = [
    ...phones.flatMap((device) => ON_PHONES.map((make) => [make, device] as const)),
    ...tablets.flatMap((device) => ON_TABLETS.map((make) => [make, device] as const)),
  ];
  const made = [300, 310, 320, 330].map((number) => {
    const [make, device] = pick(possible);
    const other = devices.length > 1 ? pick(places.filter((place) => place !== device)) : device;
    return make(moment, { at: between(MINUTE, latest), device, other, number });
  });
  if (tablets.length > 0 && random() < 0.5) made.push(begun(moment, pick(tablets)));
  return { acts: made.flatMap(({ acts }) => acts), blows: made.flatMap(({ blows }) => blows) };
}

const ON_PHONES: readonly Make[] = [
  sentUnheard,
  finished,
  erased,
  addressed,
  handedOver,
  broughtIn,
  moved,
  writtenBack,
];
const ON_TABLETS: readonly Make[] = [finished, broughtIn, moved, writtenBack, wiped, left];
