import { expect, test } from 'vitest';
import { keptFresh } from '../../../src/endpoint/process/kept-fresh.ts';

test('a cached read is shared, and repeated when it is old, invalidated or failed', async () => {
  let [clock, reads] = [0, 0];
  let fails = false;
  const fresh = keptFresh(
    async () => {
      if (fails) throw new Error('for now');
      return ++reads;
    },
    10_000,
    () => clock,
  );
  expect(await Promise.all([fresh.get(), fresh.get()])).toEqual([1, 1]);
  clock += 20_000;
  expect(await fresh.get()).toBe(2);
  fresh.forget();
  expect(await fresh.get()).toBe(3);
  fresh.forget();
  fails = true;
  await expect(fresh.get()).rejects.toThrow('for now');
  fails = false;
  expect(await fresh.get()).toBe(4);
});
