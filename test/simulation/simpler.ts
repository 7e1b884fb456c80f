import type { Plan, Planned } from './plan.ts';

type Values = Readonly<Record<string, unknown>>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const rounded = (value: unknown, to: number) => Math.max(to, Math.round(Number(value) / to) * to);
const toWhole =
  (...steps: readonly number[]) =>
  (value: unknown) =>
    steps.map((step) => rounded(value, step));

/** What to try in the place of each field of an act or an injected event, simplest first; `undefined` leaves it out. */
const SIMPLER: Readonly<Record<string, (value: unknown) => readonly unknown[]>> = {
  tab: () => [0],
  answers: (value) => [3, ...(Number(value) > 4 ? [4, 5] : [])],
  hours: () => [5],
  snapshots: () => [false],
  ending: () => ['finishes'],
  erasesAfter: (value) => [undefined, ...toWhole(10 * SECOND, SECOND)(value)],
  pace: (value) => [SECOND, ...toWhole(SECOND)(value)],
  hesitation: (value) => [SECOND, ...toWhole(SECOND)(value)],
  steps: (value) => shorter(value as readonly unknown[]),
  after: (value) => [100, ...toWhole(SECOND)(value)],
  back: (value) => [SECOND, ...toWhole(SECOND)(value)],
  drag: (value) => [SECOND, ...toWhole(SECOND)(value)],
  lasts: toWhole(MINUTE, 10 * SECOND, SECOND),
  kept: () => [0],
  tears: () => [false],
  by: toWhole(24 * 60 * MINUTE),
};

function shorter(list: readonly unknown[]): readonly unknown[] {
  return list.length < 2 ? [] : list.map((_, place) => list.filter((_, other) => other !== place));
}

/** What one step may make of a plan; the first that still breaks is taken, and the step again, and then others are tried on it. */
export type Step = (plan: Plan) => readonly Plan[];

/** The steps that make what is left easier to read: fewer devices, a shorter and calmer world, fewer answers. */
export function stepsOf({ acts, blows, devices }: Plan): readonly Step[] {
  return [
    ...acts.map((_, place) => withoutOne('acts', place)),
    ...blows.map((_, place) => withoutOne('blows', place)),
    // From the last on, so that the others keep their places.
    ...devices.map((_, place): Step => withoutDevice(devices.length - 1 - place)),
    ({ begins, ...plan }) => (begins === undefined ? [] : [plan]),
    ({ endpoints, ...plan }) => (endpoints === undefined ? [] : [plan]),
    ({ healsByTime, ...plan }) => (healsByTime === undefined ? [] : [plan]),
    ({ staysOpen, ...plan }) => (staysOpen === undefined ? [] : [plan]),
    (plan) => (plan.isImpatient ? [{ ...plan, isImpatient: false }] : []),
    ...acts.flatMap((_, place) => simplerAt('acts', place)),
    ...blows.flatMap((_, place) => simplerAt('blows', place)),
    ...[...acts, ...blows].map((_, place) => withoutWaitBefore(place)),
    healsSoon,
  ];
}

/** Milliseconds: without one event others take place a little earlier or later. */
const OFF = [-50, -20, -10, -5, -2, -1, 1, 2, 5, 10, 20, 50];

/** Where one cannot be left out, the last injected event may have to meet another moment. */
function withoutOne(part: 'acts' | 'blows', gone: number): Step {
  return (plan) => {
    const left: Plan = { ...plan, [part]: plan[part].filter((_, place) => place !== gone) };
    const last = left.blows.at(-1);
    if (gone >= plan[part].length || !last) return [];
    return OFF.map((off) => withOne(left, 'blows', left.blows.length - 1, { ...last, at: last.at + off }));
  };
}

function simplerAt(part: 'acts' | 'blows', place: number): readonly Step[] {
  return Object.entries(SIMPLER).map(
    ([field, simpler]): Step =>
      (plan) => {
        const planned = plan[part][place];
        const what = planned?.what as Values | undefined;
        if (!planned || !what || !(field in what)) return [];
        return simpler(what[field])
          .filter((value) => value !== what[field])
          .map((value) => {
            const { [field]: _, ...others } = what;
            return withOne(plan, part, place, {
              ...planned,
              what: value === undefined ? others : { ...others, [field]: value },
            });
          });
      },
  );
}

function withOne(plan: Plan, part: 'acts' | 'blows', place: number, one: Planned<unknown>): Plan {
  return { ...plan, [part]: (plan[part] as readonly Planned<unknown>[]).with(place, one) };
}

/** The next one takes its place, and its name. */
function withoutDevice(gone: number): Step {
  return ({ devices, acts, blows, ...plan }) => {
    const isUsed = [...acts, ...blows].some(
      ({ device, what }) => device === gone || ('other' in what && what.other === gone),
    );
    if (devices.length === 1 || isUsed) return [];
    const moved = (place: number) => (place > gone ? place - 1 : place);
    const move = <T extends object>({ device, what, ...rest }: Planned<T>): Planned<T> => ({
      ...rest,
      device: moved(device),
      what: 'other' in what ? { ...what, other: moved(what.other as number) } : what,
    });
    return [{ ...plan, devices: devices.toSpliced(gone, 1), acts: acts.map(move), blows: blows.map(move) }];
  };
}

const timesOf = ({ acts, blows }: Plan) => [...acts, ...blows].map(({ at }) => at);

/** A minute after the last event, or ten. */
function healsSoon(plan: Plan): readonly Plan[] {
  const last = Math.max(0, ...timesOf(plan));
  const [soon = 0, later = 0] = [1, 10].map((minutes) => Math.ceil(last / MINUTE + minutes) * MINUTE);
  return [soon, later]
    .slice(0, Math.max(0, [soon, later, plan.heals].indexOf(plan.heals)))
    .map((heals) => ({ ...plan, heals }));
}

/** Not as much time passes before one of the events, in their order. */
function withoutWaitBefore(place: number): Step {
  return (plan) => {
    const times = [0, ...timesOf(plan).sort((one, other) => one - other)];
    const [before = 0, at = 0] = times.slice(place, place + 2);
    return [SECOND, 10 * SECOND, MINUTE]
      .filter((wait) => wait < at - before - 1)
      .map((wait) => {
        const sooner = <T>(one: Planned<T>) => (one.at < at ? one : { ...one, at: one.at - (at - before) + wait });
        const heals = plan.heals < at ? plan.heals : plan.heals - (at - before) + wait;
        return { ...plan, acts: plan.acts.map(sooner), blows: plan.blows.map(sooner), heals };
      });
  };
}
