import { dayOf } from '../../wire/day.ts';

/** A clock before this day was never set. On its days calendars of publication would begin, and PURGE_MONTHS would erase at once what came then. */
export const EARLIEST_DAY = '2026-01-01';

/** The environment makes starting unsafe. The message is one line for the operator. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Throws where the clock was never set, as after a start with neither battery nor network. */
export function assertClock(today = dayOf(new Date())): void {
  if (today < EARLIEST_DAY)
    throw new CannotStart(`clock.unset: the clock says ${today}: set it, and start again; phones keep what they hold`);
}
