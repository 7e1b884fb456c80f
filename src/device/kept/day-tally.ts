import { dayOf } from '../../wire/day.ts';
import type { Read } from '../port/device.ts';
import type { DayTally } from '../port/tablet.ts';
import type { KeptDay } from '../store/schema.ts';
import type { Database, ReadAccess, WriteAccess } from '../store/store.ts';

/*
 * What became of interviews on this tablet: a few numbers a day, and until the endpoint has acknowledged a response its random id, so
 * that a response sent twice counts once. Each is written in the transaction that makes it true.
 */

export async function tallyLeft(tx: WriteAccess, now: number): Promise<void> {
  const today = await dayIn(tx, now);
  tx.put('days', { ...today, left: today.left + 1 });
  await forgetSettledDays(tx, today.day);
}

/** Once for each response: answers changed on the card finish it again. */
export async function tallyFinished(tx: WriteAccess, id: string, now: number): Promise<void> {
  const today = await dayIn(tx, now);
  if (unacknowledged(today).includes(id)) return;
  tx.put('days', { ...today, finished: today.finished + 1, unacknowledged: [...unacknowledged(today), id] });
  await forgetSettledDays(tx, today.day);
}

/** The endpoint holds it. */
export async function tallyReceived(tx: WriteAccess, id: string): Promise<void> {
  const day = await dayThatAwaits(tx, id);
  if (day) tx.put('days', { ...day, unacknowledged: unacknowledged(day).filter((one) => one !== id) });
}

/** Erased by the person who gave it, which is done from its card: what was acknowledged by then was finished today. */
export async function tallyErased(tx: WriteAccess, id: string, now: number): Promise<void> {
  const day = (await dayThatAwaits(tx, id)) ?? (await tx.get('days', dayOf(new Date(now))));
  if (!day || day.finished === 0) return;
  tx.put('days', {
    ...day,
    finished: day.finished - 1,
    erased: (day.erased ?? 0) + 1,
    unacknowledged: unacknowledged(day).filter((one) => one !== id),
  });
}

export async function tallyRestored(tx: WriteAccess, count: number, now: number): Promise<void> {
  const today = await dayIn(tx, now);
  tx.put('days', { ...today, restored: (today.restored ?? 0) + count });
}

export async function readTally(database: Database, now: number): Promise<Read<DayTally>> {
  return database.read(['days'], async (tx) => {
    const today = await dayIn(tx, now);
    const { finished, left, erased = 0, restored = 0 } = today;
    return { finished, received: finished - unacknowledged(today).length, erased, left, restored };
  });
}

async function dayIn(tx: ReadAccess, now: number): Promise<KeptDay> {
  const day = dayOf(new Date(now));
  return (await tx.get('days', day)) ?? { day, finished: 0, left: 0 };
}

async function dayThatAwaits(tx: ReadAccess, id: string): Promise<KeptDay | undefined> {
  return (await tx.all('days')).find((day) => unacknowledged(day).includes(id));
}

/** An earlier day is kept while any of its responses may still be acknowledged. */
async function forgetSettledDays(tx: WriteAccess, today: string): Promise<void> {
  for (const day of await tx.all('days'))
    if (day.day !== today && unacknowledged(day).length === 0) tx.remove('days', day.day);
}

function unacknowledged(day: KeptDay): readonly string[] {
  return day.unacknowledged ?? [];
}
