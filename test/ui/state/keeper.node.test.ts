import { expect, test } from 'vitest';
import { createKeeper } from '../../../src/ui/state/keeper.ts';

test('a save that throws, by a mistake of ours, is not the last one', async () => {
  const saves: (() => Promise<'saved'>)[] = [() => Promise.reject(new Error('a mistake')), async () => 'saved'];
  const keeper = createKeeper(
    () => saves.shift()?.() ?? Promise.reject(new Error('one save too many')),
    () => false,
  );
  await expect(keeper.retry()).rejects.toThrow('a mistake');
  await keeper.retry();
  expect([keeper.word.value, saves.length]).toEqual(['saved', 0]);
});
