import { expect, test } from 'vitest';
import { newerInScript, ownNames, readScript } from './scripts.ts';
import { newerInStyle } from './styles.ts';

const scan = (text: string) => {
  const script = readScript(text, 'script');
  return newerInScript(script, new Set(ownNames([script])));
};

test.each([
  ['Object.groupBy(list, by)', 'Object.groupBy'],
  ['Promise.withResolvers()', 'Promise.withResolvers'],
  ['globalThis.Temporal', 'Temporal'],
  ['new Intl.DurationFormat()', 'Intl.DurationFormat'],
  ['AbortSignal.timeout(5)', 'AbortSignal.timeout'],
  ['navigator?.setAppBadge(3)', 'navigator.setAppBadge'],
  ['document.startViewTransition(draw)', 'document.startViewTransition'],
  ['const { isDisjointFrom } = new Set()', '.isDisjointFrom'],
  ['"togglePopover" in e && e.togglePopover(); x = { togglePopover: 1 }', '.togglePopover'],
])('a script is read: %s', (text, feature) => {
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

test.each([
  ['a { field-sizing: content }', 'field-sizing'],
  ['a { text-wrap: balance }', 'text-wrap: balance'],
  ['a { float: inline-start }', 'float: inline-start'],
  ['a { color: light-dark(red, blue) }', 'color: light-dark()'],
  ['a { width: 1rcap }', 'width: rcap'],
  ['a { & b { color: red } }', '&'],
  ['@starting-style { a { opacity: 0 } }', '@starting-style'],
  ['@media (prefers-reduced-transparency) { a { opacity: 1 } }', '@media (prefers-reduced-transparency)'],
  ['a:user-invalid { color: red }', ':user-invalid'],
  ['a::details-content { color: red }', '::details-content'],
  ['a { user-select: none }', 'user-select'],
])('a style is read: %s', (text, feature) => {
  expect(newerInStyle(text)).toContain(feature);
});

test('a rule in a rule, which the build takes apart, is refused', () => {
  expect(() => newerInStyle('a { .b { color: red } }')).toThrow('Identifier is expected');
});

test.each([
  'a { color: red; color: light-dark(red, blue) }',
  '@supports (field-sizing: content) { a { field-sizing: content } }',
  'a { -webkit-user-select: none; user-select: none }',
  'a { block-size: 100dvh; inset: 0; color: color-mix(in oklab, red, blue) }',
])('a style with a fallback for the newer feature passes: %s', (text) => {
  expect(newerInStyle(text)).toEqual([]);
});
