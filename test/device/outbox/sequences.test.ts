import { expect, test } from 'vitest';
import { createDrafts } from '../../../src/device/drafts/drafts.ts';
import { createSequences } from '../../../src/device/outbox/sequences.ts';
import { memoryDatabase } from '../../../src/device/store/memory-store.ts';
import { draftOf } from '../support.ts';

test('another tab hears of each number', async () => {
  const [one, other] = [createSequences(globalThis), createSequences(globalThis)];
  expect(one.next('garden', 4)).toBe(5);
  await expect.poll(() => other.last('garden')).toBe(5);
  expect(other.next('garden', 0)).toBe(6);
  one.end('garden');
  await expect.poll(() => other.hasEnded('garden')).toBe(true);
  for (const sequences of [one, other]) sequences.close();
});

test('a lower number of another tab, which comes late, is not given out again', async () => {
  const sequences = createSequences(globalThis);
  sequences.next('garden', 6);
  const late = new BroadcastChannel('barometre-sequences');
  late.postMessage(['garden', 4]);
  late.postMessage(['after', 1]);
  await expect.poll(() => sequences.last('after')).toBe(1);
  expect(sequences.next('garden', 0)).toBe(8);
  for (const one of [late, sequences]) one.close();
});

test('a write that ends after the device was closed still gets its number', () => {
  const sequences = createSequences(globalThis);
  sequences.close();
  expect(sequences.next('garden', 1)).toBe(2);
});

test('what is sent is numbered above what a save has found in the draft', async () => {
  const database = memoryDatabase();
  const drafts = createDrafts(database);
  const sequences = createSequences(globalThis, drafts.numbers);
  await database.write(['drafts'], async (tx) => tx.put('drafts', draftOf(1, { sequence: 3 })));
  await drafts.save(draftOf(1));
  expect(sequences.next(draftOf(1).id, 0)).toBe(4);
  sequences.close();
});
