import { describe, expect, test } from 'vitest';
import { daysThatHold, isTooLate, readOpenState } from '../../../src/ui/screens/opening/open-state.ts';

const NOW = '2026-11-28T10:00:00.000Z';
const reply = { survey: 'garden', opensOn: '2026-12-01', closedFrom: null, isOnTrial: true, now: NOW };

describe('what the endpoint says of a survey', () => {
  test('is read with its clock', () => {
    expect(readOpenState(reply, 'garden')).toEqual({
      opensOn: '2026-12-01',
      closedFrom: null,
      isOnTrial: true,
      now: Date.parse(NOW),
    });
  });

  test.each([
    ['of another survey', { ...reply, survey: 'other' }],
    ['of a captive portal', '<html>'],
    ['of nothing', null],
    ['without a closing day', { survey: 'garden' }],
    ['with a day that is none', { ...reply, opensOn: 'tomorrow' }],
  ])('is not believed from a reply %s', (_, body) => {
    expect(readOpenState(body, 'garden')).toBeUndefined();
  });

  test('is taken from an earlier release, which leaves the opening day to the file', () => {
    const state = readOpenState({ survey: 'garden', closedFrom: '2026-12-09' }, 'garden');
    expect(state).toEqual({ closedFrom: '2026-12-09', isOnTrial: false, now: undefined });
    expect(daysThatHold({ opensOn: '2026-12-01', closedFrom: '2026-12-31' }, state)).toEqual({
      opensOn: '2026-12-01',
      closedFrom: '2026-12-09',
    });
  });

  test('holds instead of the days of the file, which hold without network', () => {
    const file = { opensOn: '2026-12-05', closedFrom: '2026-12-31' };
    expect(daysThatHold(file, undefined)).toEqual(file);
    expect(daysThatHold(file, readOpenState(reply, 'garden'))).toEqual({ opensOn: '2026-12-01' });
    expect(daysThatHold(file, readOpenState({ ...reply, opensOn: null }, 'garden'))).toEqual({});
  });
});

test.each([
  ['on the last day', '2026-12-08', '2026-12-08', false],
  ['on the day after', '2026-12-09', '2026-12-09', true],
  ['on the last day, and finished after it', '2026-12-08', '2026-12-20', false],
  ['on the last day by a clock that is ahead', '2026-12-10', '2026-12-08', false],
])('an interview that was begun %s is too late: %s, on %s: %s', (_, begunOn, today, late) => {
  expect(isTooLate({ closedFrom: '2026-12-09' }, begunOn, today)).toBe(late);
});
