import { expect, it } from 'vitest';
import {
  dueNight,
  isDrawn,
  isTerritoryNight,
  lastNight,
  nextNight,
} from '../../../../src/core/results/disclosure/calendar.ts';

it('nights are set before anybody answers, and after the 89th come each thirty days', () => {
  const nights = Array.from({ length: 200 }, (_, night) => night).filter(
    (night) => night > 0 && lastNight(night) === night,
  );
  expect(nights).toEqual([1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 119, 149, 179]);
  for (const [at, night] of nights.entries()) if (at > 0) expect(nextNight(nights[at - 1] ?? 0)).toBe(night);
  expect([lastNight(0), nextNight(0), nextNight(90)]).toEqual([0, 1, 119]);
});

it('each publication night is made once; of several due only the last is made, and an ordered one in addition', () => {
  expect(dueNight(0, 0, [])).toBeUndefined();
  expect(dueNight(0, 1, [])).toBe(1);
  expect(dueNight(1, 1, [])).toBeUndefined();
  expect(dueNight(3, 7, [])).toBe(5);
  expect(dueNight(5, 7, [])).toBeUndefined();
  expect(dueNight(5, 7, [7])).toBe(7);
  expect(dueNight(5, 7, [9])).toBeUndefined();
  expect(dueNight(7, 8, [7])).toBe(8);
});

it('territories are drawn on three nights, also where an endpoint slept through them', () => {
  const drawn = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 119].filter((night, at, all) =>
    isTerritoryNight(all[at - 1] ?? 0, night),
  );
  expect(drawn).toEqual([8, 34, 89]);
  expect(isTerritoryNight(5, 13)).toBe(true);
});

it('a stratum is drawn from thirty on, after a third and at least twenty, or after sixty nights', () => {
  const last = { size: 90, night: 10 };
  expect(isDrawn(29, 1, undefined, false)).toBe(false);
  expect(isDrawn(30, 1, undefined, false)).toBe(true);
  expect(isDrawn(119, 20, last, false)).toBe(false);
  expect(isDrawn(120, 20, last, false)).toBe(true);
  expect(isDrawn(60, 20, last, false)).toBe(true);
  expect(isDrawn(49, 20, { size: 30, night: 10 }, false)).toBe(false);
  expect(isDrawn(50, 20, { size: 30, night: 10 }, false)).toBe(true);
  expect(isDrawn(91, 69, last, false)).toBe(false);
  expect(isDrawn(91, 70, last, false)).toBe(true);
  expect(isDrawn(91, 11, last, true)).toBe(true);
  expect(isDrawn(25, 80, last, true)).toBe(false);
});
