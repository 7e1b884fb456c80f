import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, cutToBytes } from '../../../src/core/answering/clean-text.ts';
import { hasForbiddenCharacter, utf8Length } from '../../../src/core/answering/text-check.ts';
import CLEANED_TEXTS from '../../fixtures/cases/cleaned-texts.json' with { type: 'json' };

const anything = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), loneSurrogate()),
});

function loneSurrogate(): fc.Arbitrary<string> {
  return fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
}

describe('what a field gives', () => {
  // No file of JSON may hold half of a character.
  const half = { what: 'half of a character', typed: 'a\uD83Cb\uDF31c', kept: 'abc' };
  test.each([...CLEANED_TEXTS, half])('$what', ({ typed, kept }) => {
    expect(cleanText(typed)).toBe(kept);
  });

  test('is always acceptable once cleaned, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const text = cleanText(typed);
        if (text === undefined) return;
        expect(hasForbiddenCharacter(text)).toBe(false);
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});

describe('bytes', () => {
  test('are those of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  test('a text is cut at the last character that fits', () => {
    expect(cutToBytes('aé🌱', 7)).toBe('aé🌱');
    expect(cutToBytes('aé🌱', 6)).toBe('aé');
    expect(cutToBytes('aé🌱', 2)).toBe('a');
    expect(cutToBytes('🌱', 3)).toBe('');
  });

  test('a cut text is a beginning that fits, and one more character would not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 40 }), (text, most) => {
        const kept = cutToBytes(text, most);
        expect(text.startsWith(kept)).toBe(true);
        expect(utf8Length(kept)).toBeLessThanOrEqual(most);
        const [next] = [...text.slice(kept.length)];
        if (next !== undefined) expect(utf8Length(kept + next)).toBeGreaterThan(most);
      }),
    );
  });
});
