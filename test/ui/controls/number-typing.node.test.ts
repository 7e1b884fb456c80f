import { describe, expect, test } from 'vitest';
import { caretAfter, readNumber, typeNumber } from '../../../src/ui/controls/number.tsx';
import { writeNumber } from '../../../src/ui/words/numbers.ts';
import { words as en } from '../../../src/words/compiled/respondent/en/first.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';

const MARKS = { fr, en };

describe('a number as typed', () => {
  test.each<[string, number, 'fr' | 'en', string]>([
    ['1234567', 0, 'fr', '1 234 567'],
    ['12', 0, 'fr', '12'],
    ['007', 0, 'fr', '7'],
    ['0', 0, 'fr', '0'],
    ['', 0, 'fr', ''],
    ['abc', 0, 'fr', ''],
    ['-5', 0, 'fr', '5'],
    ['1 200 €', 0, 'fr', '1 200'],
    ['1.200', 0, 'fr', '1 200'],
    ['1.200.000', 0, 'fr', '1 200 000'],
    ['12,', 2, 'fr', '12,'],
    ['12.5', 2, 'fr', '12,5'],
    ['12,567', 2, 'fr', '12,56'],
    ['1,2,3', 2, 'fr', '1,23'],
    [',5', 2, 'fr', '0,5'],
    ['1,200', 0, 'en', '1,200'],
    ['1200.5', 2, 'en', '1,200.5'],
    ['\u0661\u0662\u0663\u0664', 0, 'fr', '1 234'],
    ['\u06f1\u06f2\u06f3\u06f4\u066b\u06f5', 2, 'fr', '1 234,5'],
  ])('%s with %i decimals in %s shows %s', (typed, decimals, language, shown) => {
    expect(typeNumber(typed, decimals, MARKS[language]).replaceAll('\u00a0', ' ')).toBe(shown);
  });

  test.each<[string, number, 'fr' | 'en', number | undefined]>([
    ['1 234 567', 0, 'fr', 1_234_567],
    ['1\u202f234', 0, 'fr', 1234],
    ['12,5', 2, 'fr', 12.5],
    ['12,', 2, 'fr', 12],
    ['1,200.5', 2, 'en', 1200.5],
    ['', 2, 'fr', undefined],
    [',', 2, 'fr', undefined],
    ['\u0661\u066c\u0662\u0663\u0664', 0, 'en', 1234],
    ['\u0661\u066b\u0662\u0663\u0664', 0, 'fr', 1],
  ])('%s with %i decimals in %s is read as %s', (typed, decimals, language, value) => {
    expect(readNumber(typed, decimals, MARKS[language])).toBe(value);
  });

  test.each([0, 7, 999, 1000, 120_000, 10_000_000_000])('%i is read as it is written', (value) => {
    for (const marks of [fr, en]) expect(readNumber(writeNumber(value, marks), 0, marks)).toBe(value);
  });

  test.each([0.5, 12.25, 99.99])('%f keeps its decimals', (value) => {
    for (const marks of [fr, en]) expect(readNumber(writeNumber(value, marks), 2, marks)).toBe(value);
  });

  test.each([
    ['1234', 4, '1 234', 5],
    ['1234', 1, '1 234', 1],
    ['12345', 2, '12 345', 2],
    ['12,', 3, '12,', 3],
    ['\u0661\u0662\u0663\u0664', 2, '1 234', 3],
    ['\u0661\u066b', 2, '1,', 2],
  ])('%s with the caret at %i keeps it after the same digit', (typed, caret, shown, place) => {
    expect(caretAfter(typed, caret, shown)).toBe(place);
  });
});
