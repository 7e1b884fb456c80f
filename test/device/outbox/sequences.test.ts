import { expect, test } from 'vitest';
import { createSequences } from '../../../src/device/outbox/sequences.ts';

test('another tab hears of each number', async () => {
  const [one, other] = [createSequences(globalThis), createSequences(globalThis)];
  expect(one.next('garden', 4)).toBe(5);
  await expect.poll(() => other.last('garden')).toBe(5);
  expect(other.next('garden', 0)).toBe(6);
  for (const sequences of [one, other]) sequences.close();
});

test('a write that ends after the device was closed still gets its number', () => {
  const sequences = createSequences(globalThis);
  sequences.close();
  expect(sequences.next('garden', 1)).toBe(2);
});
