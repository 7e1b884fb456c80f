import { expect, test, vi } from 'vitest';
import { logCounting } from '../../../src/endpoint/process/log.ts';

test('a thousand guesses in a minute are logged as two lines with their number', () => {
  const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  let time = 0;
  const guessed = logCounting('organiser', { use: 'refused' }, () => time);
  for (; time < 60_060; time += 60) guessed();
  expect(lines.mock.calls.flat().map((line) => JSON.parse(String(line)))).toEqual([
    { event: 'organiser', use: 'refused', times: 1 },
    { event: 'organiser', use: 'refused', times: 1000 },
  ]);
});
