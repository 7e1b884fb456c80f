import { dayOf } from '../../wire/day.ts';
import type { DayTally } from '../port/tablet.ts';
import type { Database, WriteAccess } from '../store/store.ts';

/** What became of an interview on this tablet: two numbers a day, and nothing of whom. In the transaction that says so. */
export async function tally(tx: WriteAccess, what: 'finished' | 'left', now: number): Promise<void> {
  const day = dayOf(new Date(now));
  const held = await tx.get('days', day);
  const { finished = 0, left = 0 } = held ?? {};
  tx.put('days', { day, finished, left, [what]: (what === 'finished' ? finished : left) + 1 });
  // Yesterday's numbers are of use to nobody here.
  for (const other of await tx.all('days')) if (other.day !== day) tx.remove('days', other.day);
}

export async function readTally(database: Database, now: number): Promise<DayTally> {
  const read = await database.read(['days'], (tx) => tx.get('days', dayOf(new Date(now))));
  const { finished = 0, left = 0 } = (read.kind === 'done' && read.value) || {};
  return { finished, left };
}
