import { expect, test } from 'vitest';
import CASES from '../../fixtures/cases/browser-features.json' with { type: 'json' };
import { newerInScript, ownNames, readScript } from './scripts.ts';
import { newerInStyle } from './styles.ts';

const scan = (text: string) => {
  const script = readScript(text, 'script');
  return newerInScript(script, new Set(ownNames([script])));
};

test.each(CASES.scripts)('a script is read: $text', ({ text, feature }) => {
  expect(scan(text)).toContain(feature);
});

test.each(['const r = /[\\p{L}--[a-z]]/v', 'using file = open()', 'import x from "./x.json" with { type: "json" }'])(
  'a script of a later edition is refused: %s',
  (text) => {
    expect(() => readScript(text, 'module')).toThrow(SyntaxError);
  },
);

test('names of our own, and features of the oldest supported browsers, pass', () => {
  expect(scan('const session = { retry() {} }; session.retry(); [1].at(-1); Object.hasOwn(a, "b")')).toEqual([]);
});

test.each(CASES.styles)('a style is read: $text', ({ text, feature }) => {
  expect(newerInStyle(text)).toContain(feature);
});

test('a rule in a rule, which the build takes apart, is refused', () => {
  expect(() => newerInStyle('a { .b { color: red } }')).toThrow('Identifier is expected');
});

test.each(CASES.fallbacks)('a style with a fallback for the newer feature passes: %s', (text) => {
  expect(newerInStyle(text)).toEqual([]);
});
