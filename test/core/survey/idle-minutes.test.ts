import { expect, test } from 'vitest';
import { toIdleMinutes } from '../../../src/core/survey/idle-minutes.ts';

test.each([
  ['1', 1],
  ['05', 5],
  ['15', 15],
  [null, 3],
  ['', 3],
  ['0', 3],
  ['16', 3],
  ['500', 3],
  ['-5', 3],
  ['2.5', 3],
  ['1e1', 3],
] as const)('a link that says %j has the tablet ask after %i minutes', (text, minutes) => {
  expect(toIdleMinutes(text)).toBe(minutes);
});
