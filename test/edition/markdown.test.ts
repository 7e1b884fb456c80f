import { expect, test } from 'vitest';
import { readMarkdown } from '../../src/edition/markdown.ts';

/** Each of them would take the parser seconds, in the thread that takes responses. */
test.each([
  ['quotations within each other', `Text\n\n${'>'.repeat(900)}`, 3, 'twenty levels within each other'],
  ['lists within each other', `Text\n\n${'+ '.repeat(900)}`, 3, 'twenty levels within each other'],
  ['quotations below each other', `${'> '.repeat(19)}a\n`.repeat(60), 53, 'more than 1000 lists and quotations'],
  ['signs of emphasis in one paragraph', '*a_\n'.repeat(900), 101, 'more than 200 of * _ [ ] < ` in a paragraph'],
  ['links that are never ended', '[a]('.repeat(3_000), 1, 'more than 200 of * _ [ ] < ` in a paragraph'],
  ['lines', 'a\n'.repeat(1_500), 1_001, 'more than 1000 lines'],
  ['characters', 'many words '.repeat(2_000), 1, 'more than 20000 characters'],
])('too many %s are a fault of the text, and no failure of the reader', (_, text, line, reason) => {
  expect(readMarkdown(text, () => true)).toEqual({ head: new Map(), passages: [], faults: [{ line, reason }] });
});

test.each([
  ['a block of code', '    code'],
  ['a block of code', '- ```\n  code\n  ```'],
  ['a line across', '---'],
  ['HTML', '<p>text</p>'],
  ['HTML', 'a <b>word</b>'],
  ['a link by reference', '[town]: https://town.example'],
  ['code', '# `code`'],
  ['a picture', '> ![](town.png)'],
])('%s is a fault at its line, not left out in silence: %j', (kind, text) => {
  const { faults } = readMarkdown(`Text\n\n${text}`, () => true);
  expect(faults[0]).toEqual({ line: 3, reason: `${kind}: a page has no place for it` });
});

test('a text of eight pages with a link in each paragraph is read', () => {
  const text = `# Title\n\n${'Some *words* and a [link](https://town.example), and more of them.\n\n'.repeat(280)}`;
  const { passages, faults } = readMarkdown(text, () => true);
  expect([passages.length, faults]).toEqual([280, []]);
});

test('a line of hyphens is none of them', () => {
  expect(readMarkdown(`Title\n${'-'.repeat(60)}\n\n> - a`, () => true).faults).toEqual([]);
});
