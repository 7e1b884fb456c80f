import { afterEach, expect, test, vi } from 'vitest';
import { createBackground } from '../../../src/endpoint/process/background.ts';
import { keepTidy } from '../../../src/endpoint/storage/sqlite/sqlite-tidy.ts';

const MINUTE = 60_000;
const MIB = 2 ** 20;
const allOf = (bytes: number) => ({ all: bytes, ofResponses: bytes });

afterEach(() => void vi.useRealTimers());

test('the file is rewritten within the hour, even if no write follows', async () => {
  vi.useFakeTimers();
  let laidDown = 0;
  const writer = {
    emptyLog: async () => true,
    tidy: async () => {
      laidDown++;
    },
  };
  let size = allOf(5 * MIB);
  const upkeep = keepTidy(writer, () => size);
  // As an endpoint that was killed may have left it.
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(1);
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(laidDown).toBe(1);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(2);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(58 * MINUTE);
  expect(laidDown).toBe(2);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(laidDown).toBe(3);
  await vi.advanceTimersByTimeAsync(600 * MINUTE);
  expect(laidDown).toBe(3);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(4);
  // With so few pages, each page gives away the order of most rows.
  size = allOf(3 * MIB);
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(5);
  // The files of surveys, which tell nothing, do not make the order of the responses last.
  size = { all: 60 * MIB, ofResponses: 3 * MIB };
  upkeep.written();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(6);
  // What is large waits for the night.
  size = allOf(65 * MIB);
  await upkeep.erased();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(laidDown).toBe(6);
  upkeep.stop();
});

test('what is erased while the file is being rewritten is gone a minute later', async () => {
  vi.useFakeTimers();
  let laidDown = 0;
  let finish = () => {};
  const writer = {
    emptyLog: async () => true,
    tidy: () =>
      new Promise<void>((resolve) => {
        laidDown++;
        finish = resolve;
      }),
  };
  const upkeep = keepTidy(writer, () => allOf(1));
  await vi.advanceTimersByTimeAsync(MINUTE);
  await upkeep.erased();
  finish();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(laidDown).toBe(2);
  upkeep.stop();
});

test('a bug in compacting ends nothing, is counted, and the next minute tries again', async () => {
  vi.useFakeTimers();
  let tries = 0;
  const tidy = async () => {
    if (++tries === 1) throw new TypeError('a bug');
  };
  const failed: string[] = [];
  const background = createBackground((task) => failed.push(task));
  const upkeep = keepTidy({ emptyLog: async () => true, tidy }, () => allOf(1), MINUTE, background);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect([tries, failed]).toEqual([2, ['compaction']]);
  upkeep.stop();
});
