import { drawsFrom, planOf } from './make-plan.ts';
import type { Act, Plan, Planned } from './plan.ts';

/** What a second plan adds to the number of a response that the first has, too. Divisible by three, as the proxy of the heavy ones counts. */
const OTHERS = 600;
const MOST_DEVICES = 3;

/** A world near those in which something once broke: one or two of these plans, some events at other times, and perhaps a few more blows. */
export function planNear(seed: number, found: readonly Plan[]): Plan {
  const { random, pick } = drawsFrom(seed * 69_621 + 13);
  /** Half of the time none, otherwise from a few milliseconds to some seconds, either way. */
  const jitter = () => (random() < 0.5 ? 0 : (random() - 0.5) * 10 ** (1 + 3.5 * random()));
  const moved = <T>(one: Planned<T>): Planned<T> => ({ ...one, at: Math.max(0, one.at + jitter()) });
  const one = pick(found);
  const both = random() < 0.7 ? together(one, pick(found), pick) : one;
  const moments = [...both.acts, ...both.blows];
  const more = planOf(seed)
    .blows.slice(0, Math.floor(random() * 4))
    .map((blow) => ({ ...blow, at: pick(moments).at, device: blow.device % both.devices.length }));
  const acts = both.acts.map(moved).sort(byTime);
  const blows = [...both.blows, ...more].map(moved).sort(byTime);
  const last = Math.max(...[...acts, ...blows].map(({ at }) => at));
  return { ...both, seed, acts, blows, heals: Math.max(both.heals, last) };
}

/** Both plans, an event of the second at the time of one of the first, on the devices of the first where they are of the same kinds. */
function together(one: Plan, other: Plan, pick: <T>(list: readonly T[]) => T): Plan {
  const later = pick([...one.acts, ...one.blows]).at - pick([...other.acts, ...other.blows]).at;
  const devices = [...one.devices];
  const places = other.devices.map((kind, place) => {
    const same = devices.indexOf(kind);
    if (same !== -1) return same;
    return devices.length < MOST_DEVICES ? devices.push(kind) - 1 : place % devices.length;
  });
  const placeOf = (place: number) => places[place] ?? 0;
  const taken = new Set(one.acts.flatMap(({ what }) => ('number' in what ? [what.number] : [])));
  const others = new Map<number, number>();
  /** The same for each act that names it. */
  function freed(number: number): number {
    let free = others.get(number) ?? number;
    if (!others.has(number)) while (taken.has(free)) free += OTHERS;
    taken.add(free);
    others.set(number, free);
    return free;
  }
  const moved = <T>({ at, device, what }: Planned<T>): Planned<T> => ({
    at: Math.max(0, at + later),
    device: placeOf(device),
    what,
  });
  const renamed = (act: Act): Act => ({
    ...act,
    ...('number' in act && { number: freed(act.number) }),
    ...('other' in act && { other: placeOf(act.other) }),
  });
  return {
    ...one,
    devices,
    acts: [...one.acts, ...other.acts.map(moved).map((act) => ({ ...act, what: renamed(act.what) }))],
    blows: [...one.blows, ...other.blows.map(moved)],
    heals: Math.max(one.heals, other.heals + later),
  };
}

function byTime(one: Planned<unknown>, other: Planned<unknown>): number {
  return one.at - other.at;
}
