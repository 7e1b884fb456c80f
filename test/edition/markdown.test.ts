import { expect, test } from 'vitest';
import { readMarkdown } from '../../src/edition/markdown.ts';

test.each([
  ['quotations', '>'.repeat(5000)],
  ['lists', '+ '.repeat(5000)],
])('thousands of %s within each other are a fault of the text, and no failure of the reader', (_, text) => {
  expect(readMarkdown(`Text\n\n${text}`, () => true)).toEqual({
    head: new Map(),
    passages: [],
    faults: [{ line: 3, reason: 'twenty levels within each other' }],
  });
});

test('a line of hyphens is none of them', () => {
  expect(readMarkdown(`Title\n${'-'.repeat(60)}\n\n> - a`, () => true).faults).toEqual([]);
});
