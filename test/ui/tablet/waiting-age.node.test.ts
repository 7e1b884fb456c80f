import { expect, test } from 'vitest';
import { waitingAge } from '../../../src/ui/tablet/waiting-age.ts';

const at = (day: string) => Date.parse(day);
const NOON = at('2026-11-25T12:00:00');

test.each([
  ['just given', NOON - 20_000, NOON, { kind: 'minutes', minutes: 0 }],
  ['an hour less a minute ago', NOON - 59 * 60_000, NOON, { kind: 'minutes', minutes: 59 }],
  ['two hours and ten minutes ago', NOON - 130 * 60_000, NOON, { kind: 'hours', minutes: 130 }],
  ['three days ago', NOON - 72 * 3_600_000, NOON, { kind: 'days', minutes: 72 * 60 }],
  ['given while the clock said 1970', at('1970-01-01T08:00:00'), NOON, { kind: 'very-long' }],
  ['given while the clock said 2040', at('2040-01-01T08:00:00'), NOON, { kind: 'unknown' }],
  ['read while the clock says 1970', NOON, at('1970-01-01T08:00:00'), { kind: 'unknown' }],
  ['read while the clock says 2040', NOON, at('2040-01-01T08:00:00'), { kind: 'very-long' }],
])('%s, the oldest tells no lie about its age', (_, since, now, age) => {
  expect(waitingAge(since, now)).toEqual(age);
});
