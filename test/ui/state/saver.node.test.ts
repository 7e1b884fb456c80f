import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Keeping } from '../../../src/device/port/device.ts';
import { createSaver } from '../../../src/ui/state/saver.ts';

test('a save that throws, by a mistake of ours, is not the last one', async () => {
  const saves: (() => Promise<'saved'>)[] = [() => Promise.reject(new Error('a mistake')), async () => 'saved'];
  const saver = createSaver(
    () => saves.shift()?.() ?? Promise.reject(new Error('one save too many')),
    signal('disk' as const),
  );
  await expect(saver.retry()).rejects.toThrow('a mistake');
  await saver.retry();
  expect([saver.state.value, saves.length]).toEqual(['saved', 0]);
});

test('saved is said only of what is on the disk', async () => {
  const keeps = signal<Keeping>('disk');
  const saver = createSaver(async () => 'saved', keeps);
  await saver.retry();
  const words = (['disk', 'slow', 'blocked', 'newer', 'memory', 'insecure', 'disk'] as const).map((place) => {
    keeps.value = place;
    return saver.state.value;
  });
  expect(words).toEqual(['saved', 'unsaved', 'unsaved', 'unsaved', 'memory', 'memory', 'saved']);
});
