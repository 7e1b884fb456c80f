import { randomFrom } from '../support/random-from.ts';
import { addressesOf } from './address-combinations.ts';
import { combinationsOf } from './combinations.ts';
import { cutOffsOf } from './cut-off-combinations.ts';
import { drawsFrom } from './draws.ts';
import { flushesOf } from './flush-combinations.ts';
import { heavyOf, unreadableOf } from './heavy-combinations.ts';
import { looksOf } from './look-combinations.ts';
import type { Act, Blow, Interview, Plan, Planned } from './plan.ts';
import { sharesOf } from './share-combinations.ts';
import type { DeviceKind } from './sim-device.ts';
import { WEATHERS } from './sim-network.ts';
import { unstoredOf } from './unstored-combinations.ts';

const MINUTE = 60_000;

export function planOf(seed: number): Plan {
  const { random, between, whole, pick } = drawsFrom(seed * 2_654_435_761);
  const isSo = (share: number) => random() < share;

  const devices = Array.from({ length: whole(1, 3) }, () =>
    pick<DeviceKind>(['phone', 'phone', 'sealed', 'sealed', 'clear']),
  );
  const heals = between(8, 40) * MINUTE;
  const at = () => between(0, heals - MINUTE);
  const device = () => whole(0, devices.length - 1);
  const tab = () => whole(0, 2);

  const interview = (number: number): Interview => ({
    kind: 'interview',
    number,
    tab: tab(),
    answers: whole(3, 7),
    hours: whole(0, 39),
    pace: isSo(0.1) ? between(1, 50) : between(500, 20_000),
    snapshots: isSo(0.3),
    ending: pick(['finishes', 'finishes', 'finishes', 'taps-twice', 'changes', 'leaves', 'discards']),
    ...(isSo(0.15) && { erasesAfter: between(100, 10 * MINUTE) }),
  });
  const act = (): Act =>
    pick<() => Act>([
      () => ({ kind: 'opens a tab' }),
      () => ({ kind: 'asks to send', tab: tab() }),
      () => ({ kind: 'makes a file', tab: tab() }),
      () => ({ kind: 'opens the file of', other: device(), tab: tab() }),
      () => ({ kind: 'wipes', tab: tab(), hesitation: between(100, 3 * MINUTE) }),
      () => ({ kind: 'looks at the day', tab: tab() }),
      () => ({ kind: 'looks at the day', tab: tab() }),
      () => ({ kind: 'leaves a contact', tab: tab() }),
      () => ({ kind: 'leaves a contact', tab: tab() }),
      () => ({ kind: 'erases by code', number: whole(1, 12), tab: tab() }),
      () => ({ kind: 'erases by code', number: whole(1, 12), tab: tab() }),
      () => ({ kind: 'erases here', number: whole(1, 12), tab: tab() }),
    ])();
  /** A tablet is wiped in one tab while another is in use. */
  const evening = (when: { readonly at: number; readonly device: number; readonly number: number }): Planned<Act>[] => {
    const hesitation = between(100, 2 * MINUTE);
    const other = (number: number): Planned<Act> => ({
      device: when.device,
      at: Math.max(0, when.at + between(-MINUTE, hesitation)),
      what: { ...interview(number), tab: 1, pace: between(50, 4000) },
    });
    return [
      { device: when.device, at: Math.max(0, when.at - MINUTE), what: { kind: 'opens a tab' } },
      { device: when.device, at: Math.max(0, when.at - MINUTE + 1), what: { kind: 'opens a tab' } },
      { device: when.device, at: when.at, what: { kind: 'wipes', tab: 0, hesitation } },
      ...Array.from({ length: whole(0, 2) }, (_, place) => other(when.number + place)),
    ];
  };
  const lasts = () => (isSo(0.5) ? between(500, 8000) : between(5000, 15 * MINUTE));
  const storms: readonly (() => Blow)[] = [
    () => ({ kind: 'a tab is killed', tab: tab() }),
    () => ({ kind: 'the browser is killed', back: between(100, 5 * MINUTE) }),
    () => ({ kind: 'power cut', kept: random(), tears: isSo(0.7), back: between(1000, 5 * MINUTE) }),
    () => ({ kind: 'storage opens late', lasts: lasts() }),
    () => ({ kind: 'storage fails', lasts: lasts() }),
    () => ({ kind: 'storage is full', lasts: lasts() }),
    () => ({ kind: 'storage is slow', drag: between(20, 4000), lasts: lasts() }),
    () => ({ kind: 'storage is emptied' }),
    () => ({ kind: 'the clock is set', by: between(-3, 3) * 365 * 24 * 60 * MINUTE }),
    () => ({ kind: 'the worker wakes' }),
    () => ({ kind: 'a later release comes' }),
    () => ({ kind: 'the release before is put back' }),
    () => ({ kind: 'other keys are served', lasts: between(1, 20) * MINUTE }),
    () => ({ kind: 'the endpoint is down', lasts: lasts() }),
    () => ({ kind: 'the endpoint is backed up' }),
    () => ({ kind: 'the endpoint is put back' }),
    () => ({ kind: 'a revision is published' }),
    () => ({ kind: 'an endpoint is killed', place: whole(0, 1), back: between(100, 5 * MINUTE) }),
    () => ({ kind: 'the database is ill', how: pick(['before', 'after'] as const), lasts: lasts() }),
    () => ({ kind: 'the survey is closed', inDays: whole(0, 1), lasts: lasts() }),
    () => ({ kind: 'the organiser erases', inDays: whole(0, 1) }),
  ];
  // A few kinds in each world, so that each meets itself and the others often.
  const chosen = storms.filter(() => isSo(0.35));
  const storm = (): Blow => pick(chosen.length > 0 ? chosen : storms)();
  const blow = (): Blow => (isSo(0.45) ? { kind: 'weather', weather: pick(WEATHERS), lasts: lasts() } : storm());

  /** The power comes and goes while there is no network: the browser has no time to begin a new log. */
  const flicker = (when: number, where: number): Planned<Blow>[] => {
    const cut = when + between(0, 5) * MINUTE;
    const lasts = between(5, 20) * MINUTE;
    return [
      { at: when, device: where, what: { kind: 'weather', weather: 'offline', lasts } },
      { at: cut, device: where, what: { kind: 'power cut', kept: random(), tears: true, back: 1000 } },
      { at: cut + between(1500, 12_000), device: where, what: { kind: 'the browser is killed', back: 1000 } },
    ];
  };
  const flickers = isSo(0.3) ? flicker(at(), device()) : [];

  const interviews = Array.from({ length: whole(8, 48) }, (_, place) => ({
    at: at(),
    device: device(),
    what: interview(place + 1),
  }));
  const others = Array.from({ length: whole(0, 8) }, () => ({ at: at(), device: device(), what: act() }));
  const blows = Array.from({ length: whole(2, 30) }, () => ({ at: at(), device: device(), what: blow() }));
  const evenings = Array.from({ length: isSo(0.5) ? whole(1, 3) : 0 }, (_, place) =>
    evening({ at: at(), device: device(), number: 100 + 3 * place }),
  );
  const isImpatient = isSo(0.3);
  const rare = combinationsOf(seed, devices, heals);
  const special = [sharesOf, looksOf, unstoredOf, heavyOf, flushesOf, unreadableOf, addressesOf, cutOffsOf].map((of) =>
    of(seed, devices, heals),
  );
  const [acts, more] = [special.flatMap((one) => one.acts), special.flatMap((one) => one.blows)];
  return {
    seed,
    devices,
    begins: isSo(0.3) ? 'before midnight' : 'at noon',
    endpoints: { processes: whole(1, 2), database: isSo(0.1) ? 'sqlite' : 'simulated' },
    isImpatient,
    staysOpen: randomFrom(seed * 48_271 + 11)() < 0.3,
    acts: inOrder<Act>([...interviews, ...others, ...evenings.flat(), ...rare.acts, ...acts]),
    blows: inOrder<Blow>([...blows, ...flickers, ...rare.blows, ...more]),
    heals,
  };
}

function inOrder<T>(planned: readonly Planned<T>[]): readonly Planned<T>[] {
  return [...planned].sort((one, other) => one.at - other.at);
}
