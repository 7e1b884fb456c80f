import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MASKED, type Mask, maskText, validMasks } from '../../../src/core/moderation/mask.ts';
import { masksOver, selectableWords } from '../../../src/core/moderation/selectable-words.ts';

const TEXT = 'Jeanne, à Angers, a tout fait 👍 seule.';

test.each<[string, readonly Mask[], string]>([
  ['a word', [{ start: 0, end: 6 }], '[…], à Angers, a tout fait 👍 seule.'],
  [
    'several words',
    [
      { start: 0, end: 6 },
      { start: 10, end: 16 },
    ],
    '[…], à […], a tout fait 👍 seule.',
  ],
  ['the last word', [{ start: 33, end: 38 }], 'Jeanne, à Angers, a tout fait 👍 […].'],
])('%s is masked, and what stands around it stays', (_, masks, masked) => {
  expect(validMasks(TEXT, masks)).toBe(true);
  expect(maskText(TEXT, masks)).toBe(masked);
});

test.each<[string, readonly Mask[]]>([
  ['none', []],
  ['an empty one', [{ start: 3, end: 3 }]],
  ['one that ends before it begins', [{ start: 5, end: 3 }]],
  ['one before the text', [{ start: -1, end: 3 }]],
  ['one beyond the text', [{ start: 30, end: TEXT.length + 1 }]],
  [
    'two that touch',
    [
      { start: 0, end: 3 },
      { start: 3, end: 6 },
    ],
  ],
  [
    'two that overlap',
    [
      { start: 0, end: 4 },
      { start: 3, end: 6 },
    ],
  ],
  [
    'two out of order',
    [
      { start: 10, end: 16 },
      { start: 0, end: 6 },
    ],
  ],
  ['no whole number', [{ start: 0.5, end: 3 }]],
  ['half of a character', [{ start: 30, end: 31 }]],
  ['all there is to read', [{ start: 0, end: TEXT.length - 1 }]],
])('masks are refused: %s', (_, masks) => {
  expect(validMasks(TEXT, masks)).toBe(false);
});

const lines = fc.array(
  fc.constantFrom('un', 'Élu', 'l’eau', ' ', ', ', '\n', '👍', '«', '.', 'e\u0301té', '10\u202f€'),
  { maxLength: 30 },
);
const chosenIn = fc.tuple(
  lines.map((parts) => parts.join('')),
  fc.array(fc.boolean(), { maxLength: 30 }),
);

test('whatever words are chosen, the masks are valid but when nothing is masked or left, and no chosen letter is published', () => {
  fc.assert(
    fc.property(chosenIn, ([text, choice]) => {
      const words = selectableWords(text);
      const chosen = new Set(words.flatMap((_, at) => (choice[at] ? [at] : [])));
      const masks = masksOver(words, chosen);
      const masked = maskText(text, masks);
      const isLeft = /[\p{L}\p{N}]/u.test(masked);
      expect(validMasks(text, masks)).toBe(chosen.size > 0 && isLeft);
      // What is left is the text but for its masks, each of which hides whole words.
      const [first = '', ...rest] = masked.split(MASKED);
      expect(text.startsWith(first)).toBe(true);
      expect(rest).toHaveLength(masks.length);
      for (const [at, { start, end }] of words.entries())
        expect(masks.some((mask) => mask.start <= start && end <= mask.end)).toBe(chosen.has(at));
    }),
  );
});

test('every letter and digit of a text is in one word, so that anything can be masked', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        lines.map((parts) => parts.join('')),
        fc.string({ unit: 'grapheme' }),
      ),
      (text) => {
        const words = selectableWords(text);
        for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu))
          expect(words.filter(({ start, end }) => start <= index && index < end)).toHaveLength(1);
      },
    ),
  );
});

test('words that follow one another are masked as one', () => {
  const words = selectableWords(TEXT);
  expect(maskText(TEXT, masksOver(words, new Set([0, 1, 2])))).toBe('[…], a tout fait 👍 seule.');
});

test('a word goes from its first letter or sign to its last letter, whatever is between', () => {
  const AS_WRITTEN = /[\p{L}\p{N}\p{So}\p{Sc}@+](?:\S*[\p{L}\p{M}\p{N}\p{So}\p{Sc}])?/gu;
  const pieces = fc.array(
    fc.constantFrom('@', '+', '-', '‐', '…', ' ', '\n', 'a', 'é', '7', '👍', '€', '\u0301', '\ud83d'),
    {
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const expected = [...text.matchAll(AS_WRITTEN)].map(({ 0: word, index }) => ({
          start: index,
          end: index + word.length,
        }));
        expect(selectableWords(text)).toEqual(expected);
      },
    ),
  );
});

// Looking from each sign to the end of the run again takes the square of its length.
test.each(['@…‐', '@', '+-', 'a…@'])('a run of %j is cut into words in a time that grows as its length', (piece) => {
  const text = piece.repeat(100_000);
  expect(selectableWords(text).length).toBeGreaterThan(0);
});
