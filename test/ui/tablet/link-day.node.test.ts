import { expect, test } from 'vitest';
import { isAnotherDay } from '../../../src/ui/tablet/link-day.ts';

const DAY = '?s=garden&mode=field&c=salon';

test.each([
  ['the link of the day, opened again', DAY, 'check', false],
  ['the page of the day, loaded again', DAY, undefined, false],
  ['the shortcut of the application', '?s=garden&mode=field', undefined, false],
  ['the same event with another PIN', DAY, 'other', true],
  ['another event', '?s=garden&mode=field&c=fair', 'other', true],
  ['another event, without a PIN', '?s=garden&mode=field&c=fair', undefined, true],
] as const)('%s: another day or not', (_, search, check, isAnother) => {
  expect(isAnotherDay({ search, check }, DAY, 'check')).toBe(isAnother);
});
