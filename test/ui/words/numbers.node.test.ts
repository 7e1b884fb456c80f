import { expect, test } from 'vitest';
import { UI_LANGUAGES } from '../../../src/core/ui-language.ts';
import { typeNumber } from '../../../src/ui/controls/number.tsx';
import { writeNumber } from '../../../src/ui/words/numbers.ts';

const VALUES = [0, 7, 999, 1000, 12_345, 120_000, 10_000_000_000, -5, -1240, 0.5, 99.99, 1234.567891, 0.1 + 0.2];

test.each(VALUES)('%d is written as its readers write it, in a space that can be seen', (value) => {
  for (const language of UI_LANGUAGES) {
    const usual = new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
    expect(writeNumber(value, language)).toBe(usual.replaceAll('\u202f', '\u00a0'));
  }
});

test('an amount is read as it was typed', () => {
  for (const language of UI_LANGUAGES)
    expect(typeNumber('1250000', 0, language)).toBe(writeNumber(1_250_000, language));
});
