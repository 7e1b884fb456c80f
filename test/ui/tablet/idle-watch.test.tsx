import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COUNTDOWN, type IdleWatch, watchIdle } from '../../../src/ui/tablet/idle-watch.ts';

/** As the organiser's link has it. */
const QUIET = 5 * 60_000;
const asked: (number | undefined)[] = [];
const onOver = vi.fn();
let isWatched = true;
let watch: IdleWatch;
beforeEach(() => {
  vi.useFakeTimers();
  isWatched = true;
  asked.length = 0;
  onOver.mockClear();
  watch = watchIdle({ quiet: QUIET, isWatched: () => isWatched, onLeft: (seconds) => asked.push(seconds), onOver });
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const pass = (time: number) => vi.advanceTimersByTime(time);
const touch = () => dispatchEvent(new Event('pointerdown'));

test('a respondent who keeps answering never gets the idle question', () => {
  for (let times = 0; times < 20; times++) {
    pass(QUIET - 1000);
    touch();
  }
  expect(asked).toEqual([]);
});

test('an idle tablet asks, counts down completely, and then leaves', () => {
  pass(QUIET);
  expect(asked).toEqual([COUNTDOWN / 1000]);
  pass(COUNTDOWN - 1000);
  expect(asked.at(-1)).toBe(1);
  expect(onOver).not.toHaveBeenCalled();
  pass(1000);
  expect(onOver).toHaveBeenCalledOnce();
});

test('touching the screen does not answer the idle question; its button does, any number of times', () => {
  for (let times = 0; times < 12; times++) {
    pass(QUIET);
    touch();
    pass(5000);
    expect(asked.at(-1)).toBe(COUNTDOWN / 1000 - 5);
    watch.stay();
    expect(asked.at(-1)).toBeUndefined();
  }
  expect(onOver).not.toHaveBeenCalled();
});

test('the day screen never shows the idle question', () => {
  isWatched = false;
  pass(10 * QUIET);
  expect(asked).toEqual([]);
  expect(onOver).not.toHaveBeenCalled();
});

test('a tablet that slept for an hour shows no answers when it wakes', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const before = performance.now();
  document.dispatchEvent(new Event('visibilitychange'));
  // Its own clock stood still meanwhile.
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(performance.now()).toBe(before);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(onOver).toHaveBeenCalledOnce();
  hidden.mockRestore();
});

test('a clock that is set while the page is visible triggers no question', () => {
  vi.setSystemTime(Date.now() + 60 * 365 * 24 * 3_600_000);
  pass(2000);
  expect(asked).toEqual([]);
});
