import { expect, test } from 'vitest';
import { createStatusBoard } from '../../../src/device/outbox/outbox-board.ts';
import type { Timer } from '../../../src/device/port/surroundings.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import type { Database } from '../../../src/device/store/store.ts';
import { draftOf } from '../support.ts';

/** A database whose readings end when the test says so. */
function heldDatabase() {
  const memory = memoryDatabase();
  const pending: (() => void)[] = [];
  let readings = 0;
  const database: Database = {
    ...memory,
    async read(...asked) {
      readings++;
      await new Promise<void>((resolve) => pending.push(resolve));
      return memory.read(...asked);
    },
  };
  return { database, readings: () => readings, end: () => pending.shift()?.() };
}

test('callers that ask while a full outbox is counted share one further count, which includes what was written meanwhile', async () => {
  const { database, readings, end } = heldDatabase();
  const board = createStatusBoard(database, globalThis);
  const first = board.refresh();
  const { id, sequence, savedAt: queuedAt } = draftOf(1, { sequence: 1 });
  const envelope = { id, sequence, queuedAt, body: '{}', digest: '', survey: 'garden', revision: 1, failures: 0 };
  await database.write(['outbox'], async (tx) =>
    tx.put('outbox', { ...envelope, status: 'complete', state: 'waiting' }),
  );
  const others = [board.refresh(), board.refresh(), board.refresh()];
  end();
  await first;
  await expect.poll(readings).toBe(2);
  end();
  await Promise.all(others);
  expect(readings()).toBe(2);
  expect(board.status()).toMatchObject({ waiting: 1 });
  board.close();
});

test('announcements in a row are counted once, in the background', async () => {
  const { database, readings, end } = heldDatabase();
  const board = createStatusBoard(database, globalThis);
  for (const number of [1, 2, 3]) board.announce(new Map([[draftOf(number).id, { state: 'received', at: 1 }]]));
  expect(readings()).toBe(0);
  await expect.poll(readings).toBe(1);
  end();
  await expect.poll(() => board.status().deliveries.size).toBe(3);
  expect(readings()).toBe(1);
  board.close();
});

test('an announcement after the device has closed reaches no listener, and is not read', async () => {
  const { database, readings } = heldDatabase();
  const board = createStatusBoard(database, globalThis);
  board.close();
  board.announce(new Map([[draftOf().id, { state: 'device' }]]));
  await new Promise((later) => setTimeout(later, 50));
  expect(readings()).toBe(0);
});

test('a count during which the device slept for an hour delays the next one by ten seconds at most', async () => {
  const { database, end } = heldDatabase();
  const pauses: number[] = [];
  let slept = 0;
  const around = {
    ...globalThis,
    clearTimeout: (timer: Timer | undefined) => clearTimeout(timer),
    performance: { now: () => performance.now() + slept },
    setTimeout(act: () => void, pause = 0) {
      pauses.push(pause);
      return setTimeout(act, pause);
    },
  };
  const board = createStatusBoard(database, around);
  const counted = board.refresh();
  slept = 3_600_000;
  end();
  await counted;
  board.announce(new Map([[draftOf().id, { state: 'device' }]]));
  board.close();
  expect(pauses).toHaveLength(1);
  expect(pauses[0]).toBeGreaterThan(0);
  expect(pauses[0]).toBeLessThanOrEqual(10_000);
});
