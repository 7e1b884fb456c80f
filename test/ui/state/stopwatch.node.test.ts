import { expect, test } from 'vitest';
import { createStopwatch } from '../../../src/ui/state/draft-record.ts';

const MINUTE = 60_000;

function started(before = 0) {
  let now = 1_795_000_000_000;
  const watch = createStopwatch(before, () => now);
  return {
    watch,
    after(milliseconds: number) {
      now += milliseconds;
      return watch.seconds();
    },
  };
}

test('forty minutes of an answer a minute are forty minutes', () => {
  const { after } = started();
  for (let minute = 1; minute < 40; minute++) after(MINUTE);
  expect(after(MINUTE)).toBe(40 * 60);
});

test('a pause counts for fifteen minutes at most, and what comes after it in full', () => {
  const { after } = started(30);
  expect(after(3 * 60 * MINUTE)).toBe(30 + 15 * 60);
  expect(after(MINUTE)).toBe(30 + 16 * 60);
});

test('a hidden page counts nothing, and neither does a clock that goes back', () => {
  const { watch, after } = started();
  watch.pause();
  after(5 * MINUTE);
  watch.resume();
  expect(after(MINUTE)).toBe(60);
  expect(after(-60 * MINUTE)).toBe(60);
  expect(after(MINUTE)).toBe(120);
});

test('many short stretches lose nothing to rounding', () => {
  const { after } = started();
  for (let at = 1; at < 100; at++) after(300);
  expect(after(300)).toBe(30);
});

test('taken over, it goes on from what the other tab had counted', () => {
  const { watch, after } = started(600);
  after(10 * MINUTE);
  watch.restart(700);
  expect(after(MINUTE)).toBe(760);
});
