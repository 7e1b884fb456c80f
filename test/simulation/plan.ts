import { randomFrom } from '../support/random-from.ts';
import type { DeviceKind } from './sim-device.ts';
import type { EndpointPlan } from './sim-endpoint.ts';
import { WEATHERS, type Weather } from './sim-network.ts';
import type { Beginning } from './world.ts';

export interface Interview {
  readonly kind: 'interview';
  readonly number: number;
  /** Which of the open tabs. */
  readonly tab: number;
  /** 3 to 7, of which the last is a text. */
  readonly answers: number;
  readonly hours: number;
  /** Between two answers, in milliseconds. */
  readonly pace: number;
  readonly snapshots: boolean;
  readonly ending: 'finishes' | 'taps-twice' | 'changes' | 'leaves' | 'discards';
  readonly erasesAfter?: number;
}

/** What people do. */
export type Act =
  | Interview
  | { readonly kind: 'opens a tab' }
  | { readonly kind: 'asks to send'; readonly tab: number }
  | { readonly kind: 'makes a file'; readonly tab: number }
  | { readonly kind: 'opens the file of'; readonly other: number; readonly tab: number }
  | { readonly kind: 'wipes'; readonly tab: number; readonly hesitation: number }
  | { readonly kind: 'looks at the day'; readonly tab: number }
  | { readonly kind: 'leaves a contact'; readonly tab: number }
  | { readonly kind: 'erases by code'; readonly number: number; readonly tab: number }
  | { readonly kind: 'erases here'; readonly number: number; readonly tab: number };

/** What befalls them: the events that are injected, and dropped one by one when a failure is shrunk. */
export type Blow =
  | { readonly kind: 'weather'; readonly weather: Weather; readonly lasts: number }
  | { readonly kind: 'a tab is killed'; readonly tab: number }
  | { readonly kind: 'the browser is killed'; readonly back: number }
  | { readonly kind: 'power cut'; readonly kept: number; readonly tears: boolean; readonly back: number }
  | { readonly kind: 'storage opens late'; readonly lasts: number }
  | { readonly kind: 'storage fails'; readonly lasts: number }
  | { readonly kind: 'storage is full'; readonly lasts: number }
  | { readonly kind: 'storage is slow'; readonly drag: number; readonly lasts: number }
  | { readonly kind: 'storage is emptied' }
  | { readonly kind: 'the clock is set'; readonly by: number }
  | { readonly kind: 'the worker wakes' }
  | { readonly kind: 'a later release comes' }
  | { readonly kind: 'the release before is put back' }
  | { readonly kind: 'other keys are served'; readonly lasts: number }
  | { readonly kind: 'the endpoint is down'; readonly lasts: number }
  | { readonly kind: 'the endpoint is backed up' }
  | { readonly kind: 'the endpoint is put back' }
  | { readonly kind: 'a revision is published' }
  | { readonly kind: 'an endpoint is killed'; readonly place: number; readonly back: number }
  | { readonly kind: 'the database is ill'; readonly how: 'before' | 'after'; readonly lasts: number }
  | { readonly kind: 'the survey is closed'; readonly inDays: number; readonly lasts: number }
  | { readonly kind: 'the organiser erases'; readonly inDays: number };

export interface Planned<T> {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly device: number;
  readonly what: T;
}

export interface Plan {
  readonly seed: number;
  readonly devices: readonly DeviceKind[];
  /** Without these, from noon on: one process on SQLite. */
  readonly begins?: Beginning;
  readonly endpoints?: EndpointPlan;
  /** Pages of shared tablets do not wait for storage that opens late, as those of the application do. */
  readonly isImpatient: boolean;
  readonly acts: readonly Planned<Act>[];
  readonly blows: readonly Planned<Blow>[];
  /** From then on all is well. */
  readonly heals: number;
}

const MINUTE = 60_000;

export function planOf(seed: number): Plan {
  const random = randomFrom(seed * 2_654_435_761);
  const between = (least: number, most: number) => least + random() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  const pick = <T>(list: readonly T[]): T => list[whole(0, list.length - 1)] as T;
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

  const interviews = Array.from({ length: whole(4, 24) }, (_, place) => ({
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
  const acts = inOrder<Act>([...interviews, ...others, ...evenings.flat()]);
  return {
    seed,
    devices,
    begins: isSo(0.3) ? 'before midnight' : 'at noon',
    endpoints: { processes: whole(1, 2), database: isSo(0.2) ? 'sqlite' : 'simulated' },
    isImpatient,
    acts,
    blows: inOrder<Blow>([...blows, ...flickers, ...lateKeys(seed, devices, heals)]),
    heals,
  };
}

/**
 * Other keys are served to a tablet whose storage opens late at its next start. Drawn apart, so that the plans of these seeds stay as they
 * were.
 */
function lateKeys(seed: number, devices: readonly DeviceKind[], heals: number): readonly Planned<Blow>[] {
  const random = randomFrom(seed * 40_503 + 7);
  const device = devices.indexOf('sealed');
  if (device === -1 || random() > 0.3) return [];
  const at = random() * heals;
  const lasts = 3500 + random() * 20_000;
  return [
    { at: at - 10, device, what: { kind: 'other keys are served', lasts: 5 * MINUTE } },
    { at: at - 5, device, what: { kind: 'storage opens late', lasts } },
    { at, device, what: { kind: 'the browser is killed', back: 1000 } },
  ].map((one) => ({ ...one, at: Math.max(0, one.at) }) as Planned<Blow>);
}

function inOrder<T>(planned: readonly Planned<T>[]): readonly Planned<T>[] {
  return [...planned].sort((one, other) => one.at - other.at);
}
