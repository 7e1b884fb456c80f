/* When publications are made: on nights that nothing which is received can move. A night is the number of days since the opening. */

const FIRST_NIGHTS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89];
const LAST_OF_THEM = 89;
/** Afterwards, in days. */
const EVERY = 30;
/** The nights on which territories are drawn. */
const TERRITORY_NIGHTS = [8, 34, 89];

/** Publications that the organiser may order in addition to the calendar's. */
export const MOST_ORDERED = 4;

/** The last night of the calendar up to this one; 0 before the first. */
export function lastNight(night: number): number {
  if (night > LAST_OF_THEM) return night - ((night - LAST_OF_THEM) % EVERY);
  return Math.max(0, ...FIRST_NIGHTS.filter((one) => one <= night));
}

/** The first night of the calendar after this one. */
export function nextNight(night: number): number {
  return night >= LAST_OF_THEM ? lastNight(night) + EVERY : (FIRST_NIGHTS.find((one) => one > night) ?? LAST_OF_THEM);
}

/** The night to publish, where the last was `before` and it is `now`: one that an endpoint slept through is made late, as of its day. */
export function dueNight(before: number, now: number, ordered: readonly number[]): number | undefined {
  const due = Math.max(lastNight(now), ...ordered.filter((night) => night <= now));
  return due > before ? due : undefined;
}

export function isTerritoryNight(before: number, night: number): boolean {
  return TERRITORY_NIGHTS.some((one) => before < one && one <= night);
}

/** The published size from which a stratum is shown in previews, and under which it is hidden again. */
export const SHOWN_FROM = 30;
export const HIDDEN_UNDER = 20;
/** The published count from which a territory is on the map. */
export const LEAST_PRESENCE = 10;
/** A stratum is drawn again when its published size has moved by a third, and by 20 at least… */
const LEAST_MOVE = 20;
const MOVED_SHARE = 1 / 3;
/** …or after so many nights. */
const LONGEST_WAIT = 60;

/** Whether the tables of a stratum are drawn: by published sizes alone. */
export function isDrawn(
  size: number,
  night: number,
  last: { readonly size: number; readonly night: number } | undefined,
  isOrdered: boolean,
): boolean {
  if (size < SHOWN_FROM) return false;
  if (!last || isOrdered || night - last.night >= LONGEST_WAIT) return true;
  return Math.abs(size - last.size) >= Math.max(LEAST_MOVE, last.size * MOVED_SHARE);
}
