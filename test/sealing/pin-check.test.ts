import { expect, test } from 'vitest';
import { isPinOf, PIN_CHECK, pinCheckOf } from '../../src/sealing/pin-check.ts';

test('a PIN is known by its check, and no other is', () => {
  const check = pinCheckOf('482913');
  expect(check).toMatch(PIN_CHECK);
  expect(check).not.toContain('482913');
  expect(isPinOf(check, '482913')).toBe(true);
  for (const other of ['482914', '4829130', '', '48291']) expect(isPinOf(check, other)).toBe(false);
});

test('the same PIN has another check each day', () => {
  expect(pinCheckOf('482913')).not.toBe(pinCheckOf('482913'));
});

test('a check that was cut or changed is that of nobody', () => {
  const check = pinCheckOf('482913');
  for (const wrong of ['', check.slice(1), check.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))])
    expect(isPinOf(wrong, '482913')).toBe(false);
});
