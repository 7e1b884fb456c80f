import { dayOf } from '../../wire/day.ts';
import type { StoreReading } from '../port/device.ts';
import type { Delivery } from '../port/finished-response.ts';
import type { DayTally } from '../port/tablet.ts';
import { queueOf } from '../store/queue-of.ts';
import type { DayRecord } from '../store/schema.ts';
import type { Database, ReadAccess, WriteAccess } from '../store/store.ts';

/*
 * What became of interviews on this tablet: a few numbers a day, and the random id of each response finished that day, so that
 * what is sent, erased or put back twice counts once. The ids are sorted: their order does not say who answered when. Each is
 * written in the transaction that makes it true.
 */

export async function tallyLeft(tx: WriteAccess, now: number): Promise<void> {
  const today = await dayIn(tx, now);
  tx.put('days', { ...today, left: today.left + 1 });
  await forgetSettledDays(tx, today.day);
}

/** Counts each response once: changing answers on the card finishes it again, perhaps after midnight. */
export async function tallyFinished(tx: WriteAccess, id: string, now: number): Promise<void> {
  if (await dayOfResponse(tx, id)) return tallyChanged(tx, id);
  const today = await dayIn(tx, now);
  tx.put('days', { ...today, finished: today.finished + 1, unacknowledged: withId(unacknowledged(today), id) });
  await forgetSettledDays(tx, today.day);
}

/** Changed answers are not received until their own receipt: were they erased instead on a full disk, no room would be left to say so. */
export function tallyChanged(tx: WriteAccess, id: string): Promise<void> {
  return moveId(tx, id, 'acknowledged', 'unacknowledged');
}

/** Counts a response that the endpoint has stored. */
export function tallyReceived(tx: WriteAccess, id: string): Promise<void> {
  return moveId(tx, id, 'unacknowledged', 'acknowledged');
}

type IdList = 'acknowledged' | 'unacknowledged';

/** An id changes lists, so that the record does not grow. */
async function moveId(tx: WriteAccess, id: string, from: IdList, to: IdList): Promise<void> {
  const day = await dayOfResponse(tx, id);
  if (!day?.[from]?.includes(id)) return;
  tx.put('days', { ...day, [from]: withoutId(day[from], id), [to]: withId(day[to] ?? [], id) });
}

/**
 * Counts a response that its respondent erased: from its card, or elsewhere with its receipt, which the next verdict reports. A response
 * that was not finished on this tablet is in no day's record.
 */
export async function tallyErased(tx: WriteAccess, id: string): Promise<void> {
  const day = await dayOfResponse(tx, id);
  if (!day) return;
  tx.put('days', {
    ...day,
    finished: Math.max(0, day.finished - 1),
    erased: (day.erased ?? 0) + 1,
    unacknowledged: withoutId(unacknowledged(day), id),
    acknowledged: withoutId(acknowledged(day), id),
  });
}

export async function tallyRestored(tx: WriteAccess, count: number, now: number): Promise<void> {
  const today = await dayIn(tx, now);
  tx.put('days', { ...today, restored: (today.restored ?? 0) + count });
}

/** Adds to each day what its copy knows of responses that the database has lost, whatever was counted there since. */
export async function restoreDays(tx: WriteAccess, copies: readonly DayRecord[]): Promise<void> {
  for (const copy of copies) {
    const there = await tx.get('days', copy.day);
    if (!there) {
      tx.put('days', copy);
      continue;
    }
    const isLost = async (id: string) => (await dayOfResponse(tx, id)) === undefined && !(await tx.get('erasures', id));
    const lost: string[] = [];
    for (const id of [...unacknowledged(copy), ...acknowledged(copy)]) if (await isLost(id)) lost.push(id);
    const joined = (ids: readonly string[], more: readonly string[]) =>
      [...ids, ...more.filter((id) => lost.includes(id))].sort();
    tx.put('days', {
      ...there,
      finished: there.finished + lost.length,
      unacknowledged: joined(unacknowledged(there), unacknowledged(copy)),
      acknowledged: joined(acknowledged(there), acknowledged(copy)),
    });
  }
}

/**
 * In one transaction with the outbox: a response on its way is either still here or acknowledged, and never in between. `deliveries`:
 * what this page was told, for the receipt that a full device had no room to count.
 */
export async function readTally(
  database: Database,
  now: number,
  deliveries: ReadonlyMap<string, Delivery>,
): Promise<StoreReading<DayTally>> {
  return database.read(['days', 'outbox'], async (tx) => {
    const today = await dayIn(tx, now);
    const { finished, left, erased = 0, restored = 0 } = today;
    const here = new Set((await queueOf(tx).completeKeys()).map(([id]) => id));
    // An acknowledged one waits again after a change on its card, or when the endpoint was put back from a backup without it.
    const again = acknowledged(today).filter((id) => here.has(id)).length;
    const open = unacknowledged(today).filter((id) => here.has(id) || deliveries.get(id)?.state !== 'received');
    const missing = open.filter((id) => !here.has(id)).length;
    const received = finished - open.length - again;
    return { finished, received, missing, erased, left, restored };
  });
}

async function dayIn(tx: ReadAccess, now: number): Promise<DayRecord> {
  const day = dayOf(new Date(now));
  return (await tx.get('days', day)) ?? { day, finished: 0, left: 0 };
}

async function dayOfResponse(tx: ReadAccess, id: string): Promise<DayRecord | undefined> {
  return (await tx.all('days')).find((day) => unacknowledged(day).includes(id) || acknowledged(day).includes(id));
}

/** Yesterday is kept for the person who is at their card at midnight, and any earlier day while a response of it may be acknowledged. */
async function forgetSettledDays(tx: WriteAccess, today: string): Promise<void> {
  const earlier = (await tx.all('days')).filter((day) => day.day !== today);
  const last = earlier
    .map(({ day }) => day)
    .sort()
    .at(-1);
  for (const day of earlier) if (day.day !== last && unacknowledged(day).length === 0) tx.remove('days', day.day);
}

function unacknowledged(day: DayRecord): readonly string[] {
  return day.unacknowledged ?? [];
}

function acknowledged(day: DayRecord): readonly string[] {
  return day.acknowledged ?? [];
}

function withId(ids: readonly string[], id: string): readonly string[] {
  return [...withoutId(ids, id), id].sort();
}

function withoutId(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((one) => one !== id);
}
