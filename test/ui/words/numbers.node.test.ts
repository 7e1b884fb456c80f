import { expect, test } from 'vitest';
import { writeNumber } from '../../../src/ui/words/numbers.ts';
import { words as en } from '../../../src/words/compiled/respondent/en/first.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';

const VALUES = [0, 7, 999, 1000, 12_345, 120_000, 10_000_000_000, -5, -1240, 0.5, 99.99, 1234.567891, 0.1 + 0.2];

test.each(VALUES)('%d is written as its readers write it, in a space that can be seen', (value) => {
  for (const marks of [fr, en]) {
    const usual = new Intl.NumberFormat(marks['app.tag'], { maximumFractionDigits: 6 }).format(value);
    expect(writeNumber(value, marks)).toBe(usual.replaceAll('\u202f', '\u00a0'));
  }
});
