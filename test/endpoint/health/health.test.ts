import { expect, test, vi } from 'vitest';
import { createHealth } from '../../../src/endpoint/health/health.ts';
import { type Storage, StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { testApp } from '../harness.ts';

test('a thousand health checks cause one write, and the result is two seconds old at most', async () => {
  const { storage } = await testApp();
  let isFull = false;
  const probe = vi.fn(async () => {
    if (isFull) throw new StorageUnavailable('the disk is full');
    await storage.probe();
  });
  let time = 0;
  const health = createHealth({ ...storage, probe } satisfies Storage, () => time);
  await Promise.all(Array.from({ length: 1_000 }, health));
  isFull = true;
  time = 1_999;
  await health();
  expect(probe).toHaveBeenCalledTimes(1);
  time = 2_000;
  await expect(health()).rejects.toThrow(StorageUnavailable);
  isFull = false;
  time = 3_999;
  await expect(health()).rejects.toThrow(StorageUnavailable);
  expect(probe).toHaveBeenCalledTimes(2);
  time = 4_000;
  await health();
  expect(probe).toHaveBeenCalledTimes(3);
});
