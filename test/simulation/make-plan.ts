import { randomFrom } from '../../src/core/answering/random-answers.ts';
import type { Act, Blow, Plan, Planned, Unstorable } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';
import { WEATHERS } from './sim-network.ts';

/** What a plan is drawn with, all from one sequence. */
export function drawsFrom(seed: number) {
  const random = randomFrom(seed);
  const between = (least: number, most: number) => least + random() * (most - least);
  /** `most` among them. */
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  return { random, between, whole, pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ENDINGS = ['finishes', 'finishes', 'finishes', 'taps-twice', 'changes', 'leaves', 'discards'] as const;

/** When and where something happens, and to which response: other events are drawn close to it, and others close to these. */
interface Moment {
  readonly at: number;
  readonly device: number;
  readonly number: number;
  readonly kind: Act['kind'];
}

/** What people often do soon after an act of this kind. */
const THEN: { readonly [Kind in Act['kind']]?: readonly Act['kind'][] } = {
  interview: [
    'erases here',
    'erases by code',
    'resumes',
    'looks at the cards',
    'checks the receipt of',
    'makes a file',
  ],
  'makes a file': ['opens the file of', 'shares the file of', 'erases here'],
  'shares the file of': ['opens what was shared'],
  'leaves a contact': ['takes back an address'],
  resumes: ['resumes', 'closes what was cut off'],
  'opens a tab': ['wipes', 'resumes', 'erases here'],
};

const DEADLY: readonly Blow['kind'][] = [
  'a tab is killed',
  'a page dies after writes',
  'the browser is killed',
  'power cut',
  'the power is cut after writes',
];

export function planOf(seed: number): Plan {
  const { random, between, whole, pick } = drawsFrom(seed * 2_654_435_761);
  const isSo = (share: number) => random() < share;
  /** As often some milliseconds as some minutes. */
  const soon = (least: number, most: number) => Math.exp(between(Math.log(least), Math.log(most)));

  const devices = Array.from({ length: whole(1, 3) }, () =>
    pick<DeviceKind>(['phone', 'phone', 'sealed', 'sealed', 'clear']),
  );
  const heals = between(8, 40) * MINUTE;
  const device = () => whole(0, devices.length - 1);
  const tab = () => whole(-1, 2);
  const lasts = () => soon(500, 15 * MINUTE);
  const kept = () => (isSo(0.5) ? 0 : random());
  let numbers = whole(8, 60);

  const acts: { readonly [Kind in Act['kind']]: (about: Moment) => Act } = {
    interview: ({ number }) => ({
      kind: 'interview',
      number,
      tab: tab(),
      answers: whole(3, 7),
      hours: whole(0, 39),
      pace: isSo(0.1) ? between(1, 50) : between(500, 20_000),
      snapshots: pick([false, false, true, 'each']),
      ending: pick(ENDINGS),
      ...(isSo(0.15) && { erasesAfter: soon(100, 10 * MINUTE) }),
    }),
    'finishes unstored': () => ({
      kind: 'finishes unstored',
      number: ++numbers,
      tab: tab(),
      hours: whole(0, 39),
      pace: between(300, 20_000),
      steps: Array.from({ length: whole(2, 8) }, () =>
        pick<Unstorable['steps'][number]>(['sends', 'sends', 'changes', 'takes a file', 'tries again']),
      ),
    }),
    resumes: ({ number }) => ({
      kind: 'resumes',
      number,
      tab: tab(),
      hours: whole(0, 39),
      pace: between(50, 5000),
      snapshots: pick([false, true, 'each']),
      ending: pick(ENDINGS),
      ...(isSo(0.15) && { erasesAfter: soon(100, 10 * MINUTE) }),
    }),
    'opens a tab': () => ({ kind: 'opens a tab' }),
    'asks to send': () => ({ kind: 'asks to send', tab: tab() }),
    'makes a file': () => ({ kind: 'makes a file', tab: tab() }),
    'opens the file of': ({ device }) => ({ kind: 'opens the file of', other: device, tab: tab() }),
    'shares the file of': ({ device }) => ({ kind: 'shares the file of', other: device, tab: 0 }),
    'opens what was shared': () => ({ kind: 'opens what was shared', tab: tab(), leaves: isSo(0.1) }),
    wipes: () => ({ kind: 'wipes', tab: tab(), hesitation: soon(100, 3 * MINUTE) }),
    'looks at the day': () => ({ kind: 'looks at the day', tab: tab() }),
    'looks at the cards': () => ({ kind: 'looks at the cards', tab: tab() }),
    'closes what was cut off': () => ({ kind: 'closes what was cut off', tab: tab() }),
    'counts what is unsent': () => ({ kind: 'counts what is unsent', tab: tab() }),
    'checks the receipt of': ({ number }) => ({ kind: 'checks the receipt of', number, tab: tab() }),
    'leaves a contact': () => ({ kind: 'leaves a contact', tab: tab() }),
    'takes back an address': () => ({ kind: 'takes back an address', tab: tab() }),
    'erases by code': ({ number }) => ({ kind: 'erases by code', number, tab: tab() }),
    'erases here': ({ number }) => ({ kind: 'erases here', number, tab: tab() }),
  };
  const blows: { readonly [Kind in Blow['kind']]: () => Blow } = {
    weather: () => ({ kind: 'weather', weather: pick(['offline', 'offline', ...WEATHERS]), lasts: lasts() }),
    'a tab is killed': () => ({ kind: 'a tab is killed', tab: whole(0, 2) }),
    'a page dies after writes': () => ({ kind: 'a page dies after writes', writes: whole(1, 8) }),
    'a page is left': () => ({ kind: 'a page is left', tab: whole(0, 2), lasts: soon(1000, 5 * MINUTE) }),
    'the browser is killed': () => ({ kind: 'the browser is killed', back: soon(100, 5 * MINUTE) }),
    'power cut': () => ({ kind: 'power cut', kept: kept(), tears: isSo(0.5), back: soon(1000, 5 * MINUTE) }),
    'the power is cut after writes': () => ({
      kind: 'the power is cut after writes',
      writes: whole(1, 5),
      after: soon(3, 5000),
      kept: kept(),
      tears: isSo(0.3),
      back: soon(300, MINUTE),
    }),
    'storage opens late': () => ({ kind: 'storage opens late', lasts: lasts() }),
    'storage fails': () => ({ kind: 'storage fails', lasts: lasts() }),
    'storage is full': () => ({ kind: 'storage is full', lasts: lasts() }),
    'storage is slow': () => ({ kind: 'storage is slow', drag: between(20, 4000), lasts: lasts() }),
    'storage is emptied': () => ({ kind: 'storage is emptied' }),
    'the clock is set': () => ({ kind: 'the clock is set', by: between(-1, 1) * pick([1, 3, 60, 1100]) * DAY }),
    'the worker wakes': () => ({ kind: 'the worker wakes' }),
    'a later release comes': () => ({ kind: 'a later release comes' }),
    'the release before is put back': () => ({ kind: 'the release before is put back' }),
    'other keys are served': () => ({ kind: 'other keys are served', lasts: between(1, 20) * MINUTE }),
    'the endpoint is down': () => ({ kind: 'the endpoint is down', lasts: lasts() }),
    'the endpoint is backed up': () => ({ kind: 'the endpoint is backed up' }),
    'the endpoint is put back': () => ({ kind: 'the endpoint is put back' }),
    'a revision is published': () => ({ kind: 'a revision is published' }),
    'an endpoint is killed': () => ({ kind: 'an endpoint is killed', place: whole(0, 1), back: soon(100, 5 * MINUTE) }),
    'the database is ill': () => ({ kind: 'the database is ill', how: pick(['before', 'after']), lasts: lasts() }),
    'the survey is closed': () => ({ kind: 'the survey is closed', inDays: whole(0, 1), lasts: lasts() }),
    'the organiser erases': () => ({ kind: 'the organiser erases', inDays: whole(0, 1) }),
  };

  const anywhere = (number: number): Moment => ({
    at: between(0, heals - MINUTE),
    device: device(),
    number,
    kind: 'interview',
  });
  const near = (one: Moment, alike = 0.85): Moment => {
    const at = one.at + (isSo(0.7) ? 1 : -1) * soon(1, 2 * MINUTE);
    return { ...one, at: Math.min(Math.max(0, at), heals - MINUTE), device: isSo(alike) ? one.device : device() };
  };
  const moments: Moment[] = [];
  const made: Planned<Act>[] = [];
  function add(when: Moment, what: Act): void {
    made.push({ at: when.at, device: when.device, what });
    const lasts = what.kind === 'interview' ? what.answers * what.pace : 0;
    // Most happens to a response when it is finished, or in the middle of it.
    moments.push({ ...when, kind: what.kind, at: when.at + lasts * (isSo(0.6) ? 1 : random()) });
  }
  for (let number = numbers; number > 0; number--) {
    const when = moments.length === 0 || isSo(0.6) ? anywhere(number) : { ...near(pick(moments)), number };
    add(when, acts.interview(when));
  }
  const kinds = (Object.keys(acts) as Act['kind'][]).filter((kind) => kind !== 'interview');
  // A few kinds in each world, so that each meets itself and the others often.
  const usual = kinds.filter(() => isSo(0.4));
  for (let more = whole(0, 24); more > 0; more--) {
    const before = pick(moments);
    const kind = pick((isSo(0.5) && THEN[before.kind]) || (usual.length > 0 ? usual : kinds));
    add(near(before, kind.endsWith('the file of') ? 0.4 : 0.85), acts[kind](before));
  }
  const storms = (Object.keys(blows) as Blow['kind'][]).filter(() => isSo(0.3));
  const struck = Array.from({ length: whole(2, 30) }, (): Planned<Blow> => {
    const when = isSo(0.7) ? near(pick(moments)) : anywhere(0);
    moments.push(when);
    const kind = isSo(0.35) || storms.length === 0 ? 'weather' : isSo(0.3) ? 'a page dies after writes' : pick(storms);
    // Whose page has died opens another, and goes on.
    if (DEADLY.includes(kind) && isSo(0.4)) add({ ...when, at: when.at + soon(1000, MINUTE) }, acts.resumes(when));
    return { at: when.at, device: when.device, what: blows[kind]() };
  });
  // The power comes and goes while there is no network: the browser has no time to begin a new log.
  if (isSo(0.3)) {
    const { at, device } = anywhere(0);
    const cut = at + between(0, 5) * MINUTE;
    struck.push(
      { at, device, what: { kind: 'weather', weather: 'offline', lasts: between(5, 20) * MINUTE } },
      { at: cut, device, what: { kind: 'power cut', kept: random(), tears: true, back: 1000 } },
      { at: cut + between(1500, 12_000), device, what: { kind: 'the browser is killed', back: 1000 } },
    );
  }
  // On the pages that are opened once all is well again.
  if (isSo(0.2)) made.push({ at: heals + 20 * MINUTE, device: device(), what: { kind: 'looks at the cards', tab: 0 } });
  return {
    seed,
    devices,
    begins: isSo(0.3) ? 'before midnight' : 'at noon',
    endpoints: { processes: whole(1, 2), database: isSo(0.1) ? 'sqlite' : 'simulated' },
    isImpatient: isSo(0.3),
    staysOpen: isSo(0.3),
    healsByTime: isSo(0.5),
    acts: made.sort((one, other) => one.at - other.at),
    blows: struck.sort((one, other) => one.at - other.at),
    heals,
  };
}
