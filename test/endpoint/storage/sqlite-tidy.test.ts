import { afterEach, expect, test, vi } from 'vitest';
import { createBackground } from '../../../src/endpoint/process/background.ts';
import { keepTidy } from '../../../src/endpoint/storage/sqlite/sqlite-tidy.ts';
import { pending } from '../../pending.ts';

const MINUTE = 60_000;
const MIB = 2 ** 20;
const emptyLog = async () => true;
const allOf = (bytes: number) => ({ all: bytes, ofResponses: bytes });

afterEach(() => void vi.useRealTimers());

test('the file is rewritten within the hour, even if no write follows', async () => {
  vi.useFakeTimers();
  const tidy = vi.fn(async () => {});
  let size = allOf(5 * MIB);
  const upkeep = keepTidy({ emptyLog, tidy }, () => size);
  // As an endpoint that was killed may have left it.
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(tidy).toHaveBeenCalledTimes(1);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(2);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(58 * MINUTE);
  expect(tidy).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(tidy).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(600 * MINUTE);
  expect(tidy).toHaveBeenCalledTimes(3);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(4);
  // With so few pages, each page gives away the order of most rows.
  size = allOf(3 * MIB);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(5);
  // The files of surveys, which tell nothing, do not make the order of the responses last.
  size = { all: 60 * MIB, ofResponses: 3 * MIB };
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(6);
  // What is large waits for the night.
  size = allOf(65 * MIB);
  await upkeep.erased();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(tidy).toHaveBeenCalledTimes(6);
  upkeep.stop();
});

test('what is erased while the file is being rewritten is gone a minute later', async () => {
  vi.useFakeTimers();
  const { promise: finished, resolve: finish } = pending();
  const tidy = vi.fn(() => finished);
  const upkeep = keepTidy({ emptyLog, tidy }, () => allOf(1));
  await vi.advanceTimersByTimeAsync(MINUTE);
  await upkeep.erased();
  finish();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(tidy).toHaveBeenCalledTimes(2);
  upkeep.stop();
});

test('a bug in compacting ends nothing, is counted, and the next minute tries again', async () => {
  vi.useFakeTimers();
  const tidy = vi.fn(async () => {}).mockRejectedValueOnce(new TypeError('a bug'));
  const failed: string[] = [];
  const background = createBackground((task) => failed.push(task));
  const upkeep = keepTidy({ emptyLog, tidy }, () => allOf(1), MINUTE, background);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect([tidy.mock.calls.length, failed]).toEqual([2, ['compaction']]);
  upkeep.stop();
});
